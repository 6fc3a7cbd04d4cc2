package io.jenkins.plugins.itgc.sample;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.FrozenPopulation.Id;
import io.jenkins.plugins.itgc.population.Strata;
import io.jenkins.plugins.itgc.population.Stratum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Which draws gave which ranks of each stratum, and which deployments stand there. */
final class Ranks {
    private final Map<Stratum, List<RivestSampler.Drawn>> draws = new EnumMap<>(Stratum.class);
    private final Map<Stratum, Map<Long, Id>> found = new EnumMap<>(Stratum.class);
    private Strata counted = Strata.NONE;
    private String idsHash = "";

    /** Asks for the first draws of a stratum. */
    void draw(Stratum stratum, String seed, long population, long count) {
        var sampler = new RivestSampler(seed, population);
        draws.put(
                stratum,
                LongStream.range(0, count).mapToObj(i -> sampler.next()).toList());
    }

    /** Asks for the whole of a stratum. */
    void all(Stratum stratum, long population) {
        draws.put(
                stratum,
                LongStream.rangeClosed(1, population)
                        .mapToObj(rank -> new RivestSampler.Drawn(rank, rank))
                        .toList());
    }

    /** Reads the population once, and finds the deployments that stand at the ranks that were asked for. */
    void find(FrozenPopulation population) throws IOException {
        var wanted = new EnumMap<Stratum, Set<Long>>(Stratum.class);
        draws.forEach((stratum, drawn) -> {
            var ranks = new HashSet<Long>();
            drawn.forEach(draw -> ranks.add(draw.rank()));
            wanted.put(stratum, ranks);
            found.put(stratum, new HashMap<>());
        });
        var ids = new IdsHash();
        try (var items = population.ids()) {
            for (var all = items.iterator(); all.hasNext(); ) {
                Id item = all.next();
                counted = counted.with(item.stratum());
                ids.add(item.id());
                long rank = counted.of(item.stratum());
                if (wanted.getOrDefault(item.stratum(), Set.of()).contains(rank)) {
                    found.get(item.stratum()).put(rank, item);
                }
            }
        }
        idsHash = ids.hex();
    }

    /**
     * The picks of a stratum, in the order of their draws.
     *
     * @throws SampleException where the population has fewer deployments than it says
     */
    List<Pick> picks(Stratum stratum) throws SampleException {
        var picks = new ArrayList<Pick>();
        for (var drawn : draws.getOrDefault(stratum, List.of())) {
            Id item = found.getOrDefault(stratum, Map.of()).get(drawn.rank());
            if (item == null) {
                throw new SampleException("the population's list has no deployment " + drawn.rank() + " of the stratum "
                        + stratum.text() + ", of which its summary speaks");
            }
            picks.add(new Pick(drawn.draw(), drawn.rank(), item.number(), item.id()));
        }
        return picks;
    }

    /** How many deployments of each stratum the list has. */
    Strata counted() {
        return counted;
    }

    /** The hash over the ids of the list. */
    String idsHash() {
        return idsHash;
    }

    private static final class IdsHash {
        private final MessageDigest sha256 = Sha256.begin();

        void add(String id) {
            sha256.update(id.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
        }

        String hex() {
            return HexFormat.of().formatHex(sha256.digest());
        }
    }
}
