package io.jenkins.plugins.itgc.policy;

import io.jenkins.plugins.itgc.policy.Settings.Emergency;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Until when an emergency must be reviewed.
 *
 * @param rules the emergency rules, with their zone, holidays and number of business days
 */
public record BusinessDays(Emergency rules) {
    /**
     * The end of the last business day on which the review is in time: the day of the decision is not counted, wherever in
     * the day it lies.
     */
    public Instant due(Instant decidedAt) {
        LocalDate day = decidedAt.atZone(rules.zone()).toLocalDate();
        int left = rules.reviewWithinBusinessDays();
        while (left > 0) {
            day = day.plusDays(1);
            if (isBusinessDay(day)) {
                left--;
            }
        }
        return day.plusDays(1).atStartOfDay(rules.zone()).toInstant();
    }

    private boolean isBusinessDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !rules.holidays().contains(day);
    }
}
