package io.jenkins.plugins.itgc.jenkins.config;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.publication.Retention;
import io.jenkins.plugins.itgc.publication.s3.S3Archive;
import io.jenkins.plugins.itgc.publication.s3.S3Place;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** A bucket of S3. */
public final class BucketPlace extends PublicationPlace {
    private static final String NONE = "none";
    private static final int DEFAULT_YEARS = 7;

    private final String bucket;
    private String prefix = "";
    private String region = "";
    private String endpoint = "";
    private String kmsKey = "";
    private String lock = NONE;
    private int years = DEFAULT_YEARS;
    private boolean legalHold;
    private String credentialsId = "";

    /** @throws InvalidSetting where that is no name of a bucket */
    @DataBoundConstructor
    public BucketPlace(String bucket) {
        this.bucket = Util.fixNull(bucket).strip();
        place(this.bucket, "");
    }

    private static S3Place place(String bucket, String prefix) {
        try {
            return S3Place.parse("s3://" + bucket + "/" + prefix);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(String.valueOf(e.getMessage()));
        }
    }

    public String getBucket() {
        return bucket;
    }

    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(@Nullable String prefix) {
        this.prefix = Util.fixNull(prefix).strip();
        place(bucket, this.prefix);
    }

    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(@Nullable String region) {
        this.region = Util.fixNull(region).strip();
    }

    public String getEndpoint() {
        return endpoint;
    }

    /** @throws InvalidSetting where credentials must not be sent there */
    @DataBoundSetter
    public void setEndpoint(@Nullable String endpoint) {
        String address = Util.fixNull(endpoint).strip();
        this.endpoint = address.isEmpty() ? "" : ServerAddress.parse(address).toString();
    }

    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(@Nullable String kmsKey) {
        this.kmsKey = Util.fixNull(kmsKey).strip();
    }

    public String getLock() {
        return lock;
    }

    /** @throws InvalidSetting where it is none of {@code none}, {@code compliance} and {@code governance} */
    @DataBoundSetter
    public void setLock(@Nullable String lock) {
        String mode = Util.fixNull(lock).strip();
        mode(mode);
        this.lock = mode.isEmpty() ? NONE : mode;
    }

    private static Optional<Retention.Mode> mode(String text) {
        return switch (text) {
            case "", NONE -> Optional.empty();
            case "compliance" -> Optional.of(Retention.Mode.COMPLIANCE);
            case "governance" -> Optional.of(Retention.Mode.GOVERNANCE);
            default -> throw new InvalidSetting(Messages.BucketPlace_lock());
        };
    }

    public int getYears() {
        return years;
    }

    /** @throws InvalidSetting where nothing can be retained for so long */
    @DataBoundSetter
    public void setYears(int years) {
        retention(Retention.Mode.GOVERNANCE, years);
        this.years = years;
    }

    private static Retention retention(Retention.Mode mode, int years) {
        try {
            return new Retention(mode, years);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(String.valueOf(e.getMessage()));
        }
    }

    public boolean isLegalHold() {
        return legalHold;
    }

    @DataBoundSetter
    public void setLegalHold(boolean legalHold) {
        this.legalHold = legalHold;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@Nullable String credentialsId) {
        this.credentialsId = CredentialsChoice.parse(credentialsId);
    }

    /** The engine's word for it. */
    S3Place place() {
        return place(bucket, prefix)
                .withRegion(Optional.of(region).filter(name -> !name.isEmpty()))
                .withEndpoint(Optional.of(endpoint)
                        .filter(address -> !address.isEmpty())
                        .map(ServerAddress::parse))
                .withKmsKey(Optional.of(kmsKey).filter(key -> !key.isEmpty()))
                .withRetention(mode(lock).map(mode -> retention(mode, years)))
                .withLegalHold(legalHold);
    }

    @Override
    public Archive open(InstantSource clock) throws PublicationException {
        return S3Archive.open(place(), credentials(), clock);
    }

    /** Without an id the SDK looks for credentials where it always does. */
    private Optional<AwsCredentialsProvider> credentials() throws PublicationException {
        if (credentialsId.isEmpty()) {
            return Optional.empty();
        }
        AmazonWebServicesCredentials found = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItemGroup(
                        AmazonWebServicesCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.<DomainRequirement>of()),
                CredentialsMatchers.withId(credentialsId));
        if (found == null) {
            throw new PublicationException(Reason.DENIED, Messages.BucketPlace_noCredentials(credentialsId));
        }
        CredentialsProvider.track(Jenkins.get(), found);
        return Optional.of(found);
    }

    /** Its form. */
    @Extension
    @Symbol("s3")
    public static final class DescriptorImpl extends Descriptor<PublicationPlace> {
        @Override
        public String getDisplayName() {
            return Messages.BucketPlace_displayName();
        }

        @RequirePOST
        public FormValidation doCheckBucket(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> new BucketPlace(value));
        }

        @RequirePOST
        public FormValidation doCheckPrefix(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> new BucketPlace("any").setPrefix(value));
        }

        @RequirePOST
        public FormValidation doCheckEndpoint(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> new BucketPlace("any").setEndpoint(value));
        }

        @RequirePOST
        public FormValidation doCheckLock(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            FormValidation readable = FieldCheck.of(() -> mode(value));
            return readable.kind == FormValidation.Kind.OK && mode(value).isEmpty()
                    ? FormValidation.warning(Messages.BucketPlace_notLocked())
                    : readable;
        }

        @RequirePOST
        public FormValidation doCheckYears(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            FormValidation number = FormValidation.validatePositiveInteger(value);
            return number.kind == FormValidation.Kind.OK
                    ? FieldCheck.of(() -> retention(Retention.Mode.GOVERNANCE, Integer.parseInt(value)))
                    : number;
        }

        @RequirePOST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> CredentialsChoice.parse(value));
        }

        @RequirePOST
        public ListBoxModel doFillLockItems() {
            var modes = new ListBoxModel();
            if (Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                modes.add(Messages.BucketPlace_none(), NONE);
                modes.add(Messages.BucketPlace_compliance(), mode(Retention.Mode.COMPLIANCE));
                modes.add(Messages.BucketPlace_governance(), mode(Retention.Mode.GOVERNANCE));
            }
            return modes;
        }

        private static String mode(Retention.Mode mode) {
            return mode.name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Retention.Mode> mode(String text) {
            return BucketPlace.mode(text);
        }

        @RequirePOST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            var model = new StandardListBoxModel();
            model.includeEmptyValue();
            if (Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                model.includeMatchingAs(
                        ACL.SYSTEM2,
                        Jenkins.get(),
                        AmazonWebServicesCredentials.class,
                        List.of(),
                        CredentialsMatchers.always());
            }
            return model.includeCurrentValue(credentialsId);
        }
    }
}
