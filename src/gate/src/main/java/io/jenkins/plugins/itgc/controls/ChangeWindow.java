package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings.Calendar;
import io.jenkins.plugins.itgc.policy.Settings.Freeze;
import io.jenkins.plugins.itgc.policy.Settings.Window;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The deployment lies inside a change window, and outside every freeze. */
final class ChangeWindow implements Control {
    @Override
    public String id() {
        return "change-window";
    }

    @Override
    public String title() {
        return "change window";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        Calendar calendar = policy.settings().changeWindow();
        if (calendar.windows().isEmpty() && calendar.freezes().isEmpty()) {
            return ControlResult.notApplicable(this, "the policy has none");
        }
        Instant at = evidence.at();
        ZonedDateTime local = at.atZone(calendar.zone());
        var reasons = new ArrayList<Reason>();
        for (Freeze freeze : calendar.freezes()) {
            if (!at.isBefore(freeze.from()) && at.isBefore(freeze.to())) {
                reasons.add(new Reason(ReasonCode.FREEZE, freeze.name(), "until " + Times.minute(freeze.to())));
            }
        }
        if (!calendar.windows().isEmpty() && calendar.windows().stream().noneMatch(window -> open(window, local))) {
            reasons.add(new Reason(ReasonCode.WINDOW_CLOSED, "", spoken(local)));
        }
        return ControlResult.of(this, reasons, reasons.isEmpty() ? List.of(spoken(local)) : List.of());
    }

    private static boolean open(Window window, ZonedDateTime at) {
        LocalTime time = at.toLocalTime();
        boolean started = !time.isBefore(window.from());
        boolean ended = !time.isBefore(window.to());
        if (window.from().isBefore(window.to())) {
            return window.days().contains(at.getDayOfWeek()) && started && !ended;
        }
        return started && window.days().contains(at.getDayOfWeek())
                || !ended && window.days().contains(at.getDayOfWeek().minus(1));
    }

    private static String spoken(ZonedDateTime at) {
        return at.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " "
                + at.toLocalTime().withNano(0) + " " + at.getZone();
    }
}
