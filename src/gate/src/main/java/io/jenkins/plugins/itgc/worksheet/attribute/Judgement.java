package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.text.PlainText;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one attribute of one item came to, and by what evidence.
 *
 * @param evidence what was seen, or is missing: one harmless line
 * @param references where it can be looked up: addresses, ticket keys, reviews, digests, entries
 */
public record Judgement(Attribute attribute, Result result, String evidence, List<String> references) {
    /** Most characters of the evidence's text. */
    public static final int LONGEST = 1_000;

    /** Most references that one judgement lists; a range may have hundreds of changes. */
    public static final int MOST_REFERENCES = 20;

    public Judgement {
        evidence = PlainText.harmless(evidence, LONGEST);
        var harmless = references.stream().map(PlainText::harmless).distinct().toList();
        references = harmless.size() <= MOST_REFERENCES
                ? harmless
                : Stream.concat(
                                harmless.stream().limit(MOST_REFERENCES),
                                Stream.of("… and " + (harmless.size() - MOST_REFERENCES)
                                        + " more, in the decision's entry"))
                        .toList();
    }

    static Judgement of(Attribute attribute, Result result, String evidence, String... references) {
        return new Judgement(attribute, result, evidence, List.of(references));
    }

    /** The same evidence, with another result and a word about it before it. */
    Judgement as(Result other, String why) {
        return new Judgement(attribute, other, why + evidence, references);
    }
}
