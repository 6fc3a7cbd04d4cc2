package io.jenkins.plugins.itgc.reason;

/**
 * One thing that was tried with a server's credentials.
 *
 * @param asked what was tried to see, for people
 * @param seen whether it could be seen
 * @param detail what was seen; otherwise what came back and what to do
 */
public record AccessLine(String asked, boolean seen, String detail) {
    /** What a reading says about it. */
    public static AccessLine of(String asked, Reading<String> reading) {
        return reading.isPresent()
                ? new AccessLine(asked, true, reading.get())
                : new AccessLine(
                        asked,
                        false,
                        reading.why().detail() + ". " + reading.why().code().remedy());
    }

    /** What a reading says about it, with advice that knows more than the gap's own. */
    public static AccessLine of(String asked, Reading<String> reading, String advice) {
        boolean refused = !reading.isPresent()
                && (reading.why().code() == ReasonCode.NOT_PERMITTED
                        || reading.why().code() == ReasonCode.NOT_FOUND);
        return refused ? new AccessLine(asked, false, reading.why().detail() + ". " + advice) : of(asked, reading);
    }
}
