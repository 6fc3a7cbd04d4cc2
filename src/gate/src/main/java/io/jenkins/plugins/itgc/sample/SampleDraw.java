package io.jenkins.plugins.itgc.sample;

import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.Sample.Extension;
import io.jenkins.plugins.itgc.sample.Sample.Frozen;
import io.jenkins.plugins.itgc.sample.Sample.Seed;
import io.jenkins.plugins.itgc.sample.Sample.Voided;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Draws a sample from a frozen population, and goes on drawing where it must be larger. */
public final class SampleDraw {
    private final FrozenPopulation population;

    public SampleDraw(FrozenPopulation population) {
        this.population = population;
    }

    /**
     * Draws.
     *
     * @param now the time; it must be after the population was frozen
     * @throws SampleException where the seed is too short, the population is empty, or more are asked for than there are
     */
    public Sample draw(DrawRequest request, Instant now) throws SampleException, IOException {
        request.requireSeed();
        Population frozen = population.population();
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        requireAfter(frozen.frozenAt(), at);
        if (frozen.count() == 0) {
            throw new SampleException(
                    "the population in " + population.directory() + " is empty: there is nothing to draw");
        }
        var strata = new ArrayList<StratumSample>();
        for (var stratum : Stratum.values()) {
            if (frozen.strata().of(stratum) > 0) {
                strata.add(planned(stratum, request));
            }
        }
        var plan = new Sample(
                Sample.FORM,
                at,
                new Frozen(population.digest(), frozen.idsHash(), frozen.count(), frozen.frozenAt()),
                request.rule(),
                new Seed(request.seed(), request.seedFrom().strip()),
                RivestSampler.NAME,
                strata,
                List.of(),
                List.of());
        return filled(plan);
    }

    private StratumSample planned(Stratum stratum, DrawRequest request) throws SampleException {
        long there = population.population().strata().of(stratum);
        if (!request.drawn().contains(stratum)) {
            return new StratumSample(
                    stratum, there, true, there, OptionalInt.empty(), "all of this stratum are tested", List.of());
        }
        SampleSize size = SampleSize.of(request.rule(), there);
        return new StratumSample(stratum, there, false, size.size(), size.accepted(), size.basis(), List.of());
    }

    /**
     * Makes a sample larger: the same draw goes on, and all that was drawn before stays.
     *
     * @param to how many of the stratum are to be tested then, voided items not counted
     * @param reason why
     * @throws SampleException where that is not more than before or more than there are, or the sample is of another
     *     population
     */
    public Sample extend(Sample sample, Stratum stratum, long to, String reason, Instant now)
            throws SampleException, IOException {
        requireSame(sample);
        requireReason(reason);
        StratumSample drawn = drawn(sample, stratum);
        long from = tested(sample, drawn);
        if (to <= from) {
            throw new SampleException("the sample of the stratum " + stratum.text() + " has " + from
                    + " items already; an extension makes it larger");
        }
        var extensions = new ArrayList<>(sample.extensions());
        extensions.add(new Extension(stratum, from, to, reason.strip(), now.truncatedTo(ChronoUnit.MILLIS)));
        return filled(with(sample, extensions, sample.voided()));
    }

    /**
     * Voids an item that does not belong to the test; where its stratum was drawn, the same draw goes on for another in its
     * place.
     *
     * @param number the item's number in the population
     * @param reason why
     * @throws SampleException where it is not in the sample or voided already, or there is none to replace it
     */
    public Sample voidItem(Sample sample, long number, String reason, Instant now) throws SampleException, IOException {
        requireSame(sample);
        requireReason(reason);
        Pick pick = sample.items()
                .filter(item -> item.number() == number)
                .findFirst()
                .orElseThrow(() -> new SampleException("deployment " + number
                        + " is not an item of the sample, or was voided already; items are named by their number in the"
                        + " population"));
        var voided = new ArrayList<>(sample.voided());
        voided.add(new Voided(number, pick.id(), reason.strip(), now.truncatedTo(ChronoUnit.MILLIS)));
        return filled(with(sample, sample.extensions(), voided));
    }

    /** The sample with the picks that its plan, extensions and voided items call for. */
    private Sample filled(Sample plan) throws SampleException, IOException {
        var ranks = new Ranks();
        for (var stratum : plan.strata()) {
            if (stratum.all()) {
                ranks.all(stratum.stratum(), stratum.population());
            } else {
                ranks.draw(stratum.stratum(), plan.seed().text(), stratum.population(), picks(plan, stratum));
            }
        }
        ranks.find(population);
        var strata = new ArrayList<StratumSample>();
        for (var stratum : plan.strata()) {
            strata.add(new StratumSample(
                    stratum.stratum(),
                    stratum.population(),
                    stratum.all(),
                    stratum.planned(),
                    stratum.accepted(),
                    stratum.basis(),
                    ranks.picks(stratum.stratum())));
        }
        return new Sample(
                plan.form(),
                plan.drawnAt(),
                plan.population(),
                plan.rule(),
                plan.seed(),
                plan.sampler(),
                strata,
                plan.extensions(),
                plan.voided());
    }

    /** How many picks of a stratum a sample needs: those that are tested, and those that were voided. */
    static long picks(Sample sample, StratumSample stratum) throws SampleException {
        long picks = tested(sample, stratum) + voided(sample, stratum);
        if (picks > stratum.population()) {
            throw new SampleException("the stratum " + stratum.stratum().text() + " has " + stratum.population()
                    + " deployments, and this takes " + picks + " (" + voided(sample, stratum)
                    + " of them voided): there are no more to draw");
        }
        return picks;
    }

    private static long tested(Sample sample, StratumSample stratum) {
        return sample.extensions().stream()
                .filter(extension -> extension.stratum() == stratum.stratum())
                .reduce((before, last) -> last)
                .map(Extension::to)
                .orElse(stratum.planned());
    }

    private static long voided(Sample sample, StratumSample stratum) {
        return sample.voided().stream()
                .filter(item -> stratum.picks().stream().anyMatch(pick -> pick.number() == item.number()))
                .count();
    }

    private static StratumSample drawn(Sample sample, Stratum stratum) throws SampleException {
        StratumSample found = sample.strata().stream()
                .filter(part -> part.stratum() == stratum)
                .findFirst()
                .orElseThrow(() -> new SampleException("the sample has nothing of the stratum " + stratum.text()));
        if (found.all()) {
            throw new SampleException("of the stratum " + stratum.text() + " all are tested already");
        }
        return found;
    }

    private static Sample with(Sample sample, List<Extension> extensions, List<Voided> voided) {
        return new Sample(
                sample.form(),
                sample.drawnAt(),
                sample.population(),
                sample.rule(),
                sample.seed(),
                sample.sampler(),
                sample.strata(),
                extensions,
                voided);
    }

    private void requireSame(Sample sample) throws SampleException {
        if (!sample.population().digest().equals(population.digest())) {
            throw new SampleException("the sample is of the population whose population.json has the SHA-256 "
                    + sample.population().digest() + ", not of the one in " + population.directory() + " ("
                    + population.digest() + ")");
        }
    }

    private static void requireReason(String reason) throws SampleException {
        if (reason.isBlank()) {
            throw new SampleException("say why: the reason stands in the sample and in the worksheet");
        }
    }

    private static void requireAfter(Instant frozenAt, Instant now) throws SampleException {
        if (now.isBefore(frozenAt)) {
            throw new SampleException("the population was frozen at " + frozenAt + ", and the clock says " + now
                    + ": nothing can be drawn before that; set the clock right");
        }
    }
}
