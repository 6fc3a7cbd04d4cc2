package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.bundle.BundleMaker;
import io.jenkins.plugins.itgc.bundle.BundleManifest;
import io.jenkins.plugins.itgc.bundle.BundleManifest.FileDigest;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a bundle for an auditor. */
@Command(
        name = "bundle",
        description = {
            "Makes one zip for the auditor: population, sample, worksheet, the ledger's lines of the sampled items with"
                    + " their proofs, the signed checkpoint, the key, the policies in force, exceptions and sign-offs.",
            "",
            "The same ledger and test give the same bytes. verify-bundle checks it."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate bundle --ledger /srv/ledger --population q1 --worksheet q1/worksheet \\",
            "    --out change-control-2026-q1.zip"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BundleCommand extends LongCommand {
    /** What was made, for machines. */
    record Made(String bundle, String sha256, List<FileDigest> files) {}

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Mixin
    private TestFiles files;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The zip, a new file.")
    private Path out;

    BundleCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws Exception {
        ControlTest test = files.read();
        BundleManifest manifest;
        try (Ledger ledger = ledgerDirectory.read()) {
            manifest = new BundleMaker(ledger, progress().bundling()).make(test, out);
        }
        String sha256 = ControlTest.sha256(out);
        answer(new Made(out.toString(), sha256, manifest.files()), screen -> {
            screen.line("made " + out + " with " + manifest.files().size() + " files");
            screen.line("  SHA-256 " + sha256);
            screen.line("  hand the ledger's key over by another way; verify-bundle asks for it");
        });
        return ExitCode.OK;
    }
}
