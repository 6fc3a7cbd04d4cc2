package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.DrawRequest;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleDraw;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.sample.SampleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws a sample from a frozen population. */
@Command(
        name = "sample",
        description = {
            "Draws a sample from a frozen population, and writes it beside it. Emergencies and overrides are all tested"
                    + " unless you say otherwise.",
            "",
            "How many: by --confidence and --tolerable, by --frequency, or --size."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate sample --population q1 --confidence 95%% --tolerable 5%% \\",
            "    --seed 12345678901234567890 --seed-from 'dice, rolled by R. Auditor on 2026-04-03'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SampleCommand extends LongCommand {
    // Not required as picocli has it: verify has its own.
    @Option(names = "--population", paramLabel = "DIR", description = "The population's directory. Required.")
    private @Nullable Path population;

    @Mixin
    private SizeOptions size;

    @Option(
            names = "--seed",
            paramLabel = "DIGITS",
            description = "What the draws are made from, entered after the population was frozen. Required to draw.")
    private @Nullable String seed;

    @Option(
            names = "--seed-from",
            paramLabel = "TEXT",
            description = "Where the seed came from: who rolled which dice. Required to draw.")
    private @Nullable String seedFrom;

    @Option(
            names = "--seed-digits",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "How many digits a seed must have (default: 20).")
    private int seedDigits;

    @Option(
            names = "--draw",
            paramLabel = "STRATUM",
            description = "Draw from emergency or override changes as well, in place of testing all; repeatable.")
    private @Nullable Set<Stratum> alsoDrawn;

    @Option(
            names = "--extend",
            paramLabel = "SIZE",
            description = "Go on with the draw that there is, until so many are tested. Needs --reason.")
    private @Nullable Long extend;

    @Option(
            names = "--stratum",
            paramLabel = "STRATUM",
            defaultValue = "standard",
            description = "What --extend extends: standard, emergency or override (default: standard).")
    private Stratum stratum;

    @Option(
            names = "--void",
            paramLabel = "NUMBER",
            description = "Void the item with this number in the population; another is drawn for it. Needs --reason.")
    private @Nullable Long voided;

    SampleCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws PopulationException, SampleException, IOException {
        if (population == null) {
            throw misuse("Missing required option: '--population=DIR'");
        }
        if (extend != null && voided != null) {
            throw misuse("give --extend or --void, not both: each is recorded by itself");
        }
        if (seedDigits < 1) {
            throw misuse("--seed-digits must be at least 1");
        }
        FrozenPopulation frozen = FrozenPopulation.read(population);
        var file = SampleFile.in(population);
        Sample sample;
        if (extend != null || voided != null) {
            sample = continued(frozen, file.read());
            file.replace(sample);
        } else {
            sample = drawn(frozen);
            file.create(sample);
        }
        answer(sample, screen -> new SampleText(screen).tell(sample, file.path()));
        return ExitCode.OK;
    }

    private Sample drawn(FrozenPopulation frozen) throws SampleException, IOException {
        if (seed == null || seedFrom == null) {
            throw misuse(
                    "a draw needs --seed, entered now that the population is frozen, and --seed-from, which says where"
                            + " the seed came from");
        }
        var strata = EnumSet.of(Stratum.STANDARD);
        if (alsoDrawn != null) {
            strata.addAll(alsoDrawn);
        }
        try {
            var request = new DrawRequest(size.rule(), seed, seedFrom, strata, seedDigits);
            return new SampleDraw(frozen).draw(request, surroundings().clock().instant());
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private Sample continued(FrozenPopulation frozen, Sample sample) throws SampleException, IOException {
        String why = size.reason();
        if (why == null || seed != null) {
            throw misuse("an extension and a voided item need --reason, and take no seed: the draw goes on");
        }
        var draw = new SampleDraw(frozen);
        var now = surroundings().clock().instant();
        return extend != null
                ? draw.extend(sample, stratum, extend, why, now)
                : draw.voidItem(sample, voided == null ? 0 : voided, why, now);
    }
}
