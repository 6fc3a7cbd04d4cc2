package io.jenkins.plugins.itgc.sample;

import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whether a sample is what its population, rule and seed give: everything is done again from the files alone, and each
 * difference is named.
 *
 * @param items how many items the sample has
 * @param draws how many draws were made again
 * @param findings what does not hold, in words
 */
public record SampleVerification(long items, long draws, List<String> findings) {
    public SampleVerification {
        findings = List.copyOf(findings);
    }

    /** Whether all of it holds. */
    public boolean holds() {
        return findings.isEmpty();
    }

    /**
     * Performs a draw again.
     *
     * @param directory the population's directory
     * @param file the sample's file
     * @throws SampleException where there is no sample, or it cannot be read
     * @throws PopulationException where there is no population; files of it that were changed are findings
     */
    public static SampleVerification of(Path directory, Path file)
            throws SampleException, PopulationException, IOException {
        Sample sample = new SampleFile(file).read();
        FrozenPopulation population = FrozenPopulation.unchecked(directory);
        return new Check(population, sample, population.differences()).run();
    }

    /**
     * Performs a draw again from a population whose files were checked when it was read.
     */
    public static SampleVerification of(FrozenPopulation population, Sample sample) throws IOException {
        return new Check(population, sample, List.of()).run();
    }

    private static final class Check {
        private final FrozenPopulation population;
        private final Sample sample;
        private final List<String> findings = new ArrayList<>();
        private final Ranks ranks = new Ranks();
        private long draws;

        Check(FrozenPopulation population, Sample sample, List<String> changedFiles) {
            this.population = population;
            this.sample = sample;
            findings.addAll(changedFiles);
        }

        SampleVerification run() throws IOException {
            boundTo();
            try {
                ask();
                ranks.find(population);
                counted();
                for (var stratum : sample.strata()) {
                    compare(stratum.stratum(), stratum.picks(), ranks.picks(stratum.stratum()));
                }
                voided();
            } catch (SampleException e) {
                findings.add(String.valueOf(e.getMessage()));
            } catch (UncheckedIOException e) {
                if (FileTrouble.isCancelled(e)) {
                    throw e.getCause();
                }
                findings.add(FileTrouble.words(e.getCause()));
            } catch (NoSuchFileException e) {
                if (findings.isEmpty()) {
                    findings.add(e.getMessage() + " is missing");
                }
                return new SampleVerification(sample.size(), 0, findings);
            }
            return new SampleVerification(sample.size(), draws, findings);
        }

        private void boundTo() {
            var frozen = population.population();
            same(
                    "SHA-256 of population.json",
                    population.digest(),
                    sample.population().digest());
            same("hash over the ids", frozen.idsHash(), sample.population().idsHash());
            same("number of deployments", frozen.count(), sample.population().count());
            same("time of freezing", frozen.frozenAt(), sample.population().frozenAt());
            if (sample.drawnAt().isBefore(frozen.frozenAt())) {
                findings.add("the sample was drawn at " + sample.drawnAt() + ", before the population was frozen at "
                        + frozen.frozenAt());
            }
        }

        /** Finds the sizes again, and asks for the draws that they call for. */
        private void ask() throws SampleException {
            for (var stratum : Stratum.values()) {
                long there = population.population().strata().of(stratum);
                List<StratumSample> said = sample.strata().stream()
                        .filter(part -> part.stratum() == stratum)
                        .toList();
                if (said.size() != (there > 0 ? 1 : 0)) {
                    findings.add("the population has " + there + " deployments of the stratum " + stratum.text()
                            + ", and the sample has " + said.size() + " parts for it");
                } else if (there > 0) {
                    ask(said.get(0), there);
                }
            }
        }

        private void ask(StratumSample said, long there) throws SampleException {
            String of = " of the stratum " + said.stratum().text();
            same("number" + of, there, said.population());
            if (said.all()) {
                same("planned size" + of, there, said.planned());
                ranks.all(said.stratum(), there);
                return;
            }
            SampleSize size = SampleSize.of(sample.rule(), there);
            same("planned size" + of, size.size(), said.planned());
            same("accepted deviations" + of, size.accepted(), said.accepted());
            same("basis" + of, size.basis(), said.basis());
            extensions(said);
            long picks = Math.min(SampleDraw.picks(sample, said), there);
            draws += picks;
            ranks.draw(said.stratum(), sample.seed().text(), there, picks);
        }

        private void extensions(StratumSample said) {
            long tested = said.planned();
            for (var extension : sample.extensions()) {
                if (extension.stratum() == said.stratum()) {
                    same("size before the extension of " + extension.at(), tested, extension.from());
                    if (extension.to() <= extension.from()) {
                        findings.add("the extension of " + extension.at() + " does not make the sample larger");
                    }
                    tested = extension.to();
                }
            }
        }

        private void counted() {
            same(
                    "strata of population.csv",
                    ranks.counted(),
                    population.population().strata());
            same(
                    "hash over the ids of population.csv",
                    ranks.idsHash(),
                    population.population().idsHash());
        }

        private void compare(Stratum stratum, List<Pick> said, List<Pick> again) {
            same("number of picks of the stratum " + stratum.text(), (long) again.size(), (long) said.size());
            for (int i = 0; i < Math.min(said.size(), again.size()); i++) {
                if (!said.get(i).equals(again.get(i))) {
                    findings.add("pick " + (i + 1) + " of the stratum " + stratum.text() + " must be "
                            + words(again.get(i)) + ", and the sample says " + words(said.get(i)));
                }
            }
        }

        private void voided() {
            for (var item : sample.voided()) {
                boolean there = sample.strata().stream()
                        .flatMap(stratum -> stratum.picks().stream())
                        .anyMatch(pick ->
                                pick.number() == item.number() && pick.id().equals(item.id()));
                if (!there) {
                    findings.add("the voided deployment " + item.number() + " (" + item.id() + ") was never drawn");
                }
            }
        }

        private static String words(Pick pick) {
            return "deployment " + pick.number() + " (" + pick.id() + ", rank " + pick.rank() + ") by draw "
                    + pick.draw();
        }

        private void same(String what, Object again, Object said) {
            if (!Objects.equals(again, said)) {
                findings.add("the " + what + " is " + again + ", and the sample says " + said);
            }
        }
    }
}
