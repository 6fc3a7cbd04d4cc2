package io.jenkins.plugins.itgc.jenkins.controltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkTest {
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private String waiting(Work.Progress progress) throws InterruptedIOException {
        progress.reached("items judged", 3, 12);
        began.countDown();
        try {
            goOn.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("cancelled; nothing was kept of it");
        }
        return "made";
    }

    private Thread start(Work work) throws InterruptedException {
        var thread = new Thread(work);
        thread.start();
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        return thread;
    }

    @Test
    void saysHowFarItHasComeAndWhatItCameTo() throws Exception {
        var work = new Work("worksheet", Map.of("control", "CM-01"), true, this::waiting);
        Thread thread = start(work);

        assertThat(work.isRunning()).isTrue();
        assertThat(work.percent()).isEqualTo(25);
        assertThat(work.what()).isEqualTo("items judged");
        goOn.countDown();
        thread.join();

        assertThat(work.isRunning()).isFalse();
        assertThat(work.answer()).contains("made");
        assertThat(work.failure()).isEmpty();
        assertThat(work.isStopped()).isFalse();
    }

    @Test
    void isStoppedBetweenItems() throws Exception {
        var work = new Work("worksheet", Map.of(), true, this::waiting);
        Thread thread = start(work);

        work.stop();
        thread.join();

        assertThat(work.isStopped()).isTrue();
        assertThat(work.answer()).isEmpty();
        assertThat(work.failure()).isEmpty();
    }

    @Test
    void isNotInterruptedWhereItUsesTheLedger() throws Exception {
        var work = new Work("results", Map.of(), false, this::waiting);
        Thread thread = start(work);

        work.stop();
        assertThat(work.isStoppable()).isFalse();
        goOn.countDown();
        thread.join();

        assertThat(work.answer()).contains("made");
        assertThat(work.isStopped()).isFalse();
    }

    @Test
    void whatIsStoppedBeforeItsTurnNeverBegins() {
        var work = new Work("bundle", Map.of(), true, this::waiting);

        work.stop();
        work.run();

        assertThat(began.getCount()).isEqualTo(1);
        assertThat(work.isStopped()).isTrue();
        assertThat(work.isRunning()).isFalse();
    }

    @Test
    void leavesNoInterruptionForWhatComesNextInItsThread() {
        var work = new Work("draw", Map.of(), true, progress -> {
            Thread.currentThread().interrupt();
            return "drawn";
        });

        work.run();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(work.answer()).contains("drawn");
    }

    @Test
    void keepsWhatWasTypedAndSaysWhyItFailedInHarmlessLines() {
        var work = new Work("signOff", Map.of("statement", "All is well."), false, progress -> {
            throw new IOException("not yet:\n- one\u202E");
        });

        work.run();

        assertThat(work.failure()).contains("not yet:\n- one\\u202E");
        assertThat(work.typed("statement")).isEqualTo("All is well.");
        assertThat(work.typed("other")).isEmpty();
    }

    @Test
    void aFaultOfTheProgramIsToldInTheLogAlone() {
        var work = new Work("draw", Map.of(), true, progress -> {
            throw new IllegalStateException("/srv/secret");
        });

        work.run();

        assertThat(work.failure()).contains("it broke off; the log of Jenkins says why");
    }
}
