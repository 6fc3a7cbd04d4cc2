package io.jenkins.plugins.itgc.cli;

import picocli.CommandLine.Command;

/** Groups what can be done with a ledger. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, verifies and proves what was recorded.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate ledger list --ledger /srv/ledger --kind decision --service payments-api")
final class LedgerCommand {}
