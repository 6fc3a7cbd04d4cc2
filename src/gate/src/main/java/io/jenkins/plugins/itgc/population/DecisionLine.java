package io.jenkins.plugins.itgc.population;

/**
 * What a decision's entry says of its deployment, as far as the population needs it.
 *
 * @param entry index of the entry
 * @param time the entry's time, as it stands there
 * @param id the deployment's id
 * @param emergency whether the change is one
 * @param standing what the gate let it do
 * @param buildUrl where the deployment can be looked at; empty where the request did not say
 * @param leafHash leaf hash of the entry, hexadecimal
 */
record DecisionLine(
        long entry,
        String time,
        String id,
        String service,
        String environment,
        String commit,
        boolean emergency,
        Standing standing,
        String buildUrl,
        String leafHash) {
    /** What the gate let a deployment do. */
    enum Standing {
        /** It went on: allowed, or the environment is only observed. */
        RELEASED,
        BLOCKED,
        OUT_OF_SCOPE
    }
}
