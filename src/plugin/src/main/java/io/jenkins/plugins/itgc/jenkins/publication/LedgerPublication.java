package io.jenkins.plugins.itgc.jenkins.publication;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.PublicationSettings;
import io.jenkins.plugins.itgc.jenkins.controltest.Work;
import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.BundlePublisher;
import io.jenkins.plugins.itgc.publication.Publication;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.publication.PublicationProgress;
import io.jenkins.plugins.itgc.publication.PublishedBundle;
import io.jenkins.plugins.itgc.publication.Publisher;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** Publishes the controller's ledger to the configured place. How the last publication ended is kept in a file. */
@Extension
public final class LedgerPublication {
    /** Its place among what is under way. */
    public static final String PLACE = "publication";

    private static final Logger LOGGER = Logger.getLogger(LedgerPublication.class.getName());

    private final InstantSource clock = Clock.systemUTC();

    public static LedgerPublication get() {
        return ExtensionList.lookupSingleton(LedgerPublication.class);
    }

    /** Whether there is a place to publish to. */
    public static boolean isConfigured() {
        return ChangeGateConfiguration.get().getPublication() != null;
    }

    /**
     * Begins to publish, unless that is under way or there is nowhere to publish to.
     *
     * @throws IOException where the ledger cannot be opened
     */
    public boolean begin() throws IOException {
        PublicationSettings settings = ChangeGateConfiguration.get().getPublication();
        if (settings == null) {
            return false;
        }
        // By whoever asks, for a publication that is stopped must not be at that.
        ControllerLedger.get().open().ledger().checkpoint();
        Path ledger = ChangeGateConfiguration.get().ledgerPath();
        return Works.get()
                .begin(PLACE, new Work("publish", Map.of(), true, progress -> run(settings, ledger, progress)));
    }

    private String run(PublicationSettings settings, Path ledger, Work.Progress progress) throws IOException {
        String broke = "it broke off; the log of Jenkins says why";
        String text = null;
        try {
            text = publish(settings, ledger, progress);
            return text;
        } catch (IOException e) {
            broke = String.valueOf(e.getMessage());
            LOGGER.log(Level.WARNING, e, () -> "The ledger was not published");
            throw e;
        } finally {
            // A write after an interruption would fail, and how it ended must be told.
            boolean interrupted = Thread.interrupted();
            keep(new LastPublication(
                    now(),
                    text != null,
                    (text == null ? broke : text)
                            .lines()
                            .map(PlainText::harmless)
                            .collect(Collectors.joining("\n"))));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String publish(PublicationSettings settings, Path ledger, Work.Progress progress) throws IOException {
        try (Archive archive = settings.getPlace().open(clock)) {
            Publication publication = publish(archive, ledger, progress);
            long fresh = publication.size() - publication.first();
            return (fresh == 0
                            ? "nothing new: " + publication.size() + " entries are published"
                            : "published: entries " + publication.first() + " to " + (publication.size() - 1)
                                    + (publication.resumed() ? "; what was broken off before is complete now" : ""))
                    + "\nmanifest " + publication.manifest() + "\n" + publication.protection();
        } catch (IllegalArgumentException e) {
            throw new PublicationException(Reason.REQUEST, String.valueOf(e.getMessage()), e);
        }
    }

    private static Publication publish(Archive archive, Path ledger, Work.Progress progress) throws IOException {
        try {
            return publishOnce(archive, ledger, progress);
        } catch (PublicationException e) {
            if (e.reason() != Reason.INCONSISTENT) {
                throw e;
            }
            // Somebody else may have published what was written after this reading had begun.
            return publishOnce(archive, ledger, progress);
        }
    }

    private static Publication publishOnce(Archive archive, Path directory, Work.Progress progress) throws IOException {
        PublicationProgress told =
                (step, done, total) -> progress.reached(step.name().toLowerCase(Locale.ROOT), done, total);
        try (FileLedger ledger = FileLedger.read(directory)) {
            return new Publisher(archive, told).publish(ledger, ledger.verifierKey());
        }
    }

    /** Publishes a file, such as a bundle, under its own name. */
    public Work.Action publish(Path bundle) {
        return progress -> {
            PublicationSettings settings = ChangeGateConfiguration.get().getPublication();
            if (settings == null) {
                throw new PublicationException(Reason.NO_PLACE, "there is no place to publish to; configure one first");
            }
            try (Archive archive = settings.getPlace().open(clock)) {
                PublishedBundle published =
                        new BundlePublisher(archive).publish(bundle, YearMonth.from(now().atOffset(ZoneOffset.UTC)));
                return "published: " + published.location() + ", SHA-256 "
                        + published.file().sha256() + "\n" + published.protection();
            }
        };
    }

    /** How the last one ended; empty before the first. */
    public Optional<LastPublication> last() throws IOException {
        try {
            return Optional.of(Json.readFile(Files.readAllBytes(file()), LastPublication.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void keep(LastPublication last) throws IOException {
        Path file = file();
        Files.createDirectories(file.resolveSibling(""));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, Json.file(last));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path file() {
        return Jenkins.get().getRootDir().toPath().resolve("itgc-gate").resolve("publication.json");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
