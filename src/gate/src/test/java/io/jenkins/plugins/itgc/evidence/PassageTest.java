package io.jenkins.plugins.itgc.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rollback plan: what was read is recorded with its digest")
class PassageTest {
    @Test
    @DisplayName("white space around it and the kind of line ends do not matter")
    void isNormalised() {
        var passage = Passage.of("request", "\r\n  Redeploy 41.\r\nCheck.\t\n\n");
        assertThat(passage.text()).isEqualTo("Redeploy 41.\nCheck.");
        assertThat(passage).isEqualTo(Passage.of("request", "Redeploy 41.\nCheck."));
        assertThat(passage.source()).isEqualTo("request");
    }

    @Test
    @DisplayName("the digest is the one that sha256sum prints")
    void hasDigest() {
        assertThat(Passage.of("request", "Redeploy 41.").sha256())
                .isEqualTo("f3f67ea58ac3d0a82f81c0611fd2470c0d371605f278b804897d454d2f9413ec");
    }

    @Test
    @DisplayName("characters that cannot be seen add nothing to its length")
    void countsVisibleCharacters() {
        assertThat(Passage.of("request", "\u200b".repeat(300)).length()).isZero();
        assertThat(Passage.of("request", "T\u200bBD\u001b[0m").text()).isEqualTo("TBD[0m");
    }

    @Test
    @DisplayName("a long text is cut between characters; length and digest are those of the whole")
    void isCut() {
        var whole = "🚀".repeat(4_001);
        var passage = Passage.of("request", whole);
        assertThat(passage.text()).isEqualTo("🚀".repeat(4_000));
        assertThat(passage.length()).isEqualTo(4_001);
        assertThat(passage.sha256())
                .isNotEqualTo(Passage.of("request", passage.text()).sha256());
    }

    @Property
    void digestIsThatOfTheTextBesideIt(@ForAll String text) throws Exception {
        var passage = Passage.of("request", text);
        var bytes = passage.text().getBytes(StandardCharsets.UTF_8);
        assertThat(passage.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(Passage.of("request", passage.text())).isEqualTo(passage);
    }
}
