package io.jenkins.plugins.itgc.evidence.jira;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What is known beforehand of a Jira site.
 *
 * @param kind which Jira it is
 * @param serviceDesk whether service desk approvals are read with each ticket
 * @param fields ids of the fields whose text the policy reads, such as {@code customfield_10050}
 */
public record JiraSite(Kind kind, boolean serviceDesk, List<String> fields) {
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /** @throws IllegalArgumentException where something is no id of a field */
    public JiraSite {
        fields = List.copyOf(fields);
        for (String field : fields) {
            if (!FIELD.matcher(field).matches()) {
                throw new IllegalArgumentException(
                        "\"" + field + "\" is no id of a Jira field; write it as in customfield_10050");
            }
        }
    }

    /** The Jiras that there are. */
    public enum Kind {
        /** Has pages of a ticket's history. */
        CLOUD,
        /** Gives a ticket's history with the ticket, or not at all. */
        DATA_CENTER
    }
}
