package io.jenkins.plugins.itgc.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.BundlePublisher;
import io.jenkins.plugins.itgc.publication.Publication;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.publication.PublishedBundle;
import io.jenkins.plugins.itgc.publication.PublishedObject;
import io.jenkins.plugins.itgc.publication.Publisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes a ledger where it cannot be changed any more. */
@Command(
        name = "publish",
        description = {
            "Publishes what is new in the ledger, up to its checkpoint, and bundles on demand.",
            "",
            "Made for cron: where nothing is new nothing is done, what was broken off is completed, nothing is ever"
                    + " written over. Stops where the ledger contradicts what was published before.",
            "",
            "Credentials for S3 are found where AWS's own tools find them (environment, profile, machine)."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate publish --ledger /srv/ledger --to s3://acme-audit/itgc \\",
            "    --region eu-central-1 --lock compliance --retain-years 7"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PublishCommand extends LongCommand {
    /** What was published, for machines. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Published(
            long first,
            long size,
            String root,
            boolean resumed,
            List<PublishedObject> objects,
            String manifest,
            String protection,
            List<PublishedBundle> bundles) {}

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Mixin
    private PublishedPlace place;

    @Mixin
    private ExpectedKey key;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            converter = InputFile.class,
            description = "Publish this file too, under its own name; repeatable.")
    private List<Path> bundles = new ArrayList<>();

    @Option(
            names = "--bundle-month",
            paramLabel = "YYYY-MM",
            description = "The month that bundles are filed under (default: this one, in UTC).")
    private @Nullable YearMonth month;

    PublishCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws IOException {
        Optional<VerifierKey> expected = key.get();
        YearMonth filed = month();
        try (Archive archive = open()) {
            Publication publication = publish(archive, expected);
            var published = new ArrayList<PublishedBundle>();
            for (Path bundle : bundles) {
                published.add(new BundlePublisher(archive).publish(bundle, filed));
            }
            answer(answer(publication, published), screen -> tell(screen, publication, published));
        }
        return ExitCode.OK;
    }

    private Archive open() throws PublicationException {
        try {
            return place.open(surroundings().clock());
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
    }

    private YearMonth month() {
        return month == null ? YearMonth.from(surroundings().clock().instant().atOffset(ZoneOffset.UTC)) : month;
    }

    private Publication publish(Archive archive, Optional<VerifierKey> expected) throws IOException {
        try {
            return publishOnce(archive, expected);
        } catch (PublicationException e) {
            if (e.reason() != Reason.INCONSISTENT) {
                throw e;
            }
            // Somebody else may have published what was written after this process had opened the ledger.
            return publishOnce(archive, expected);
        }
    }

    private Publication publishOnce(Archive archive, Optional<VerifierKey> expected) throws IOException {
        try (var ledger = ledgerDirectory.read()) {
            return new Publisher(archive, progress().publishing())
                    .publish(ledger, expected.orElse(ledger.verifierKey()));
        }
    }

    private static Published answer(Publication publication, List<PublishedBundle> bundles) {
        return new Published(
                publication.first(),
                publication.size(),
                publication.root(),
                publication.resumed(),
                publication.objects(),
                publication.manifest(),
                publication.protection(),
                bundles);
    }

    private static void tell(Screen screen, Publication publication, List<PublishedBundle> bundles) {
        long fresh = publication.size() - publication.first();
        if (fresh == 0) {
            screen.marked(Mark.PASS, "nothing new: " + publication.size() + " entries are published");
        } else {
            screen.marked(
                    Mark.PASS,
                    "published entries " + publication.first() + " to " + (publication.size() - 1)
                            + (publication.resumed() ? "; what was broken off before is complete now" : ""));
        }
        screen.marked(Mark.NONE, "manifest " + publication.manifest());
        for (PublishedBundle bundle : bundles) {
            screen.marked(
                    Mark.PASS,
                    "published " + bundle.location() + ", SHA-256 "
                            + bundle.file().sha256());
        }
        screen.marked(Mark.NONE, publication.protection());
    }
}
