package io.jenkins.plugins.itgc.cli;

import picocli.CommandLine.Command;

/** Groups what can be done with a policy. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Checks and shows a policy.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate policy check policy.yaml")
final class PolicyCommand {}
