package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Where the ledger is published, and how often. */
public final class PublicationSettings extends AbstractDescribableImpl<PublicationSettings> {
    private static final int MOST_MINUTES = 525_600;

    private final PublicationPlace place;
    private int everyMinutes;

    /** @throws InvalidSetting where there is no place */
    @DataBoundConstructor
    public PublicationSettings(@Nullable PublicationPlace place) {
        if (place == null) {
            throw new InvalidSetting(Messages.PublicationSettings_noPlace());
        }
        this.place = place;
    }

    public PublicationPlace getPlace() {
        return place;
    }

    public int getEveryMinutes() {
        return everyMinutes;
    }

    /**
     * How often the ledger is published.
     *
     * @param everyMinutes 0 for never, unless somebody asks
     * @throws InvalidSetting where it is less, or more than a year
     */
    @DataBoundSetter
    public void setEveryMinutes(int everyMinutes) {
        if (everyMinutes < 0 || everyMinutes > MOST_MINUTES) {
            throw new InvalidSetting(Messages.PublicationSettings_minutes(MOST_MINUTES));
        }
        this.everyMinutes = everyMinutes;
    }

    /** How often; empty for never, unless somebody asks. */
    public Optional<Duration> interval() {
        return everyMinutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(everyMinutes));
    }

    /** Its form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PublicationSettings> {
        @Override
        public String getDisplayName() {
            return Messages.PublicationSettings_displayName();
        }

        /** The kinds of places, for the form. */
        public List<Descriptor<PublicationPlace>> getPlaceDescriptors() {
            return List.copyOf(Jenkins.get().getDescriptorList(PublicationPlace.class));
        }

        @RequirePOST
        public FormValidation doCheckEveryMinutes(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            FormValidation number = FormValidation.validateNonNegativeInteger(value);
            if (number.kind != FormValidation.Kind.OK) {
                return number;
            }
            return value.equals("0")
                    ? FormValidation.warning(Messages.PublicationSettings_never())
                    : FieldCheck.of(() -> {
                        if (Integer.parseInt(value) > MOST_MINUTES) {
                            throw new InvalidSetting(Messages.PublicationSettings_minutes(MOST_MINUTES));
                        }
                    });
        }
    }
}
