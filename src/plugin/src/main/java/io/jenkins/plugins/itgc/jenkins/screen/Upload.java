package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.util.MultipartFormDataParser;
import io.jenkins.plugins.itgc.gate.GateException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileItem;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;

/** A form that comes with a file. How long it is must be said beforehand, and none that is too long is read. */
final class Upload implements AutoCloseable {
    /** Most bytes of a form with its file. */
    static final long MOST_BYTES = 64L << 20;

    private static final int MEGABYTE = 20;

    private final MultipartFormDataParser form;

    /** @throws GateException where it is too long, or no such form */
    Upload(StaplerRequest2 request) throws GateException {
        if (!MultipartFormDataParser.isMultiPartForm(request.getContentType())) {
            throw new GateException(Messages.Upload_form());
        }
        long length = request.getContentLengthLong();
        if (length < 0 || length > MOST_BYTES) {
            throw new GateException(Messages.Upload_length(MOST_BYTES >> MEGABYTE));
        }
        try {
            form = new MultipartFormDataParser(request);
        } catch (ServletException e) {
            throw new GateException(Messages.Upload_form());
        }
    }

    /** What was typed. */
    Typed typed(List<String> names) {
        return new Typed(names, this::field);
    }

    private @Nullable String field(String name) {
        FileItem<?> item = form.getFileItem2(name);
        return item == null || !item.isFormField() ? null : form.get(name);
    }

    /** The file of a field; nothing where none was chosen. */
    Optional<InputStream> file(String name) throws IOException {
        FileItem<?> item = form.getFileItem2(name);
        return item == null || item.isFormField() || item.getSize() == 0
                ? Optional.empty()
                : Optional.of(item.getInputStream());
    }

    /** Removes what it kept of the form. */
    @Override
    public void close() {
        form.close();
    }
}
