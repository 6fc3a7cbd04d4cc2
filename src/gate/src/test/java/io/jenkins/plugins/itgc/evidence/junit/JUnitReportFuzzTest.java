package io.jenkins.plugins.itgc.evidence.junit;

import static io.jenkins.plugins.itgc.evidence.junit.JUnitReportTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class JUnitReportFuzzTest {
    private static final byte[] REPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites failures="1"><testsuite name="a" tests="3" failures="1" errors="0">
            <properties><property name="x" value="&lt;ü&#65;"/></properties>
            <testcase name="one" time="0.1"/><!-- note -->
            <testcase name="two"><failure message="no" type="x">at y</failure><system-out><![CDATA[<z>]]></system-out></testcase>
            <testcase name="three"><skipped/></testcase>
            </testsuite></testsuites>""".getBytes(StandardCharsets.UTF_8);

    /** A byte of the report replaced, left out or put in. */
    record Edit(int position, int kind, byte value) {
        byte[] apply(byte[] bytes) {
            int at = position % bytes.length;
            var head = Arrays.copyOf(bytes, kind == 2 ? at + 1 : at + (kind == 0 ? 1 : 0));
            var tail = Arrays.copyOfRange(bytes, kind == 2 ? at : at + 1, bytes.length);
            if (kind != 1) {
                head[at] = value;
            }
            var joined = Arrays.copyOf(head, head.length + tail.length);
            System.arraycopy(tail, 0, joined, head.length, tail.length);
            return joined;
        }
    }

    @Property
    void randomBytesAreTotalsOrAGap(@ForAll byte[] bytes) {
        var totals = read(bytes).totals();
        assertThat(totals.isPresent() || totals.why().code() == ReasonCode.TEST_UNREADABLE)
                .isTrue();
    }

    @Property(tries = 5_000)
    void editedReportsAreTotalsOrAGap(@ForAll("severalEdits") List<Edit> edits) {
        var bytes = REPORT;
        for (Edit edit : edits) {
            bytes = edit.apply(bytes);
        }
        var totals = read(bytes).totals();
        assertThat(totals.isPresent() || totals.why().code() == ReasonCode.TEST_UNREADABLE)
                .isTrue();
    }

    /** Two attributes and an element say that a case failed; one edit does not silence all of them. */
    @Property(tries = 5_000)
    void oneEditDoesNotMakeAFailingReportPass(@ForAll("edits") Edit edit) {
        var totals = read(edit.apply(REPORT)).totals();
        assertThat(totals.isPresent() ? totals.get().failed() + totals.get().errors() : 1)
                .isPositive();
    }

    @Property
    void aReportThatIsCutIsAGap(@ForAll @IntRange(max = 10_000) int length) {
        var cut = Arrays.copyOf(REPORT, length % REPORT.length);
        assertThat(read(cut).totals().why().code()).isEqualTo(ReasonCode.TEST_UNREADABLE);
        assertThat(read(REPORT).totals().get()).isEqualTo(new TestTotals(1, 1, 0, 1));
    }

    @Provide
    Arbitrary<Edit> edits() {
        var signs = Arbitraries.chars().with("<>&/'\"!?[]-:= ax0\0").map(c -> (byte) c.charValue());
        return Combinators.combine(
                        Arbitraries.integers().between(0, REPORT.length - 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.oneOf(Arbitraries.bytes(), signs))
                .as(Edit::new);
    }

    @Provide
    Arbitrary<List<Edit>> severalEdits() {
        return edits().list().ofMinSize(1).ofMaxSize(6);
    }
}
