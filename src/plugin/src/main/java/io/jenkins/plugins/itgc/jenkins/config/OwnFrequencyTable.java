package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.itgc.sample.Frequency;
import io.jenkins.plugins.itgc.sample.FrequencyTable;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The organisation's own table of sample sizes by how often a control operates: auditors' manuals differ. */
public final class OwnFrequencyTable extends AbstractDescribableImpl<OwnFrequencyTable> {
    private final String name;
    private final int annual;
    private final int quarterly;
    private final int monthly;
    private final int weekly;
    private final int daily;
    private final int manyTimesADay;

    /** @throws InvalidSetting where it has no name, or a size below 1 */
    @DataBoundConstructor
    public OwnFrequencyTable(
            @Nullable String name, int annual, int quarterly, int monthly, int weekly, int daily, int manyTimesADay) {
        this.name = Util.fixNull(name).strip();
        this.annual = annual;
        this.quarterly = quarterly;
        this.monthly = monthly;
        this.weekly = weekly;
        this.daily = daily;
        this.manyTimesADay = manyTimesADay;
        table();
    }

    /** The engine's word for it. */
    public FrequencyTable table() {
        try {
            return new FrequencyTable(
                    name,
                    Map.of(
                            Frequency.ANNUAL, annual,
                            Frequency.QUARTERLY, quarterly,
                            Frequency.MONTHLY, monthly,
                            Frequency.WEEKLY, weekly,
                            Frequency.DAILY, daily,
                            Frequency.MANY_TIMES_A_DAY, manyTimesADay));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(String.valueOf(e.getMessage()));
        }
    }

    public String getName() {
        return name;
    }

    public int getAnnual() {
        return annual;
    }

    public int getQuarterly() {
        return quarterly;
    }

    public int getMonthly() {
        return monthly;
    }

    public int getWeekly() {
        return weekly;
    }

    public int getDaily() {
        return daily;
    }

    public int getManyTimesADay() {
        return manyTimesADay;
    }

    /** Its form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<OwnFrequencyTable> {
        @Override
        public String getDisplayName() {
            return Messages.OwnFrequencyTable_displayName();
        }

        @RequirePOST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FieldCheck.of(() -> new OwnFrequencyTable(value, 1, 1, 1, 1, 1, 1));
        }
    }
}
