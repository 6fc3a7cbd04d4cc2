package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.Api;
import hudson.model.ModelObject;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.exceptions.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Exceptions, the overdue ones first; closed ones where somebody asks for them. */
@ExportedBean(defaultVisibility = 999)
public final class ExceptionList implements ModelObject {
    /** Most exceptions that a page shows. */
    private static final int MOST = 200;

    private final boolean withClosed;
    private final int most;
    private @Nullable List<ExceptionRow> rows;
    private long total;
    private boolean read = true;

    /** As the request asks. */
    ExceptionList() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        this.withClosed = request != null && request.getParameter("closed") != null;
        this.most = MOST;
    }

    /** The first that are not closed. */
    ExceptionList(int most) {
        this.withClosed = false;
        this.most = most;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getDisplayName() {
        return Messages.ExceptionList_title();
    }

    public boolean isWithClosed() {
        return withClosed;
    }

    @Exported
    public List<ExceptionRow> getExceptions() throws IOException {
        List<ExceptionRow> known = rows;
        if (known == null) {
            Instant now = Shown.now();
            Optional<ExceptionRegister> register = ControlExceptions.get().register();
            read = register.isPresent();
            List<ControlException> all = register.isEmpty()
                    ? List.of()
                    : register.get().all(now).stream()
                            .filter(one -> withClosed || one.status() != Status.CLOSED)
                            .toList();
            total = all.size();
            known = all.stream()
                    .limit(most)
                    .map(one -> new ExceptionRow(one, now))
                    .toList();
            rows = known;
        }
        return known;
    }

    /** How many there are. */
    @Exported
    public long getTotal() throws IOException {
        getExceptions();
        return total;
    }

    /** Whether the ledger was read; a long one is read in the background the first time. */
    @Exported
    public boolean isRead() throws IOException {
        getExceptions();
        return read;
    }

    /** One of them, by the entry that opened it. */
    public @Nullable ExceptionPage getDynamic(String number) throws IOException {
        long entry;
        try {
            entry = Long.parseLong(number);
        } catch (NumberFormatException e) {
            return null;
        }
        Optional<ExceptionRegister> register = ControlExceptions.get().register();
        return register.isEmpty()
                ? null
                : register.get().find(entry).map(ExceptionPage::new).orElse(null);
    }
}
