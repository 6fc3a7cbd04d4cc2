package io.jenkins.plugins.itgc.cli;

import picocli.CommandLine.Command;

/** Groups what can be done about exceptions. */
@Command(
        name = "exceptions",
        mixinStandardHelpOptions = true,
        description = "Opens, lists and follows up deviations of the control; none is ever deleted.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate exceptions list --ledger /srv/ledger")
final class ExceptionsCommand {}
