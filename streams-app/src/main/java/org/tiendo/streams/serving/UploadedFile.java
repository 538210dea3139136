package org.tiendo.streams.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/** Takes the one file out of a multipart body. */
final class UploadedFile {
    private static final int MOST_PARTS = 10;
    private static final int MOST_HEADER_BYTES = 4 * 1024;

    private UploadedFile() {}

    /** @throws Problem when the body is no multipart, or has not exactly one file in it */
    static byte[] in(byte[] body, MediaType type) {
        String boundary = type.parameters().getOrDefault("boundary", "");
        if (boundary.isEmpty() || boundary.length() > 70) {
            throw malformed("its Content-Type names no boundary of 1 to 70 characters");
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(MOST_PARTS);
        parser.setMaxMemoryFileSize(-1);
        parser.setUseFilesForPartsWithoutFileName(false);
        parser.setPartHeadersMaxLength(MOST_HEADER_BYTES);
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        parser.parse(
                Content.Source.from(ByteBuffer.wrap(body)),
                Promise.Invocable.from(
                        Invocable.InvocationType.NON_BLOCKING, parsed::complete, parsed::completeExceptionally));
        try (MultiPartFormData.Parts parts = parsed.join()) {
            return bytesOf(onlyFile(parts));
        } catch (CompletionException | IllegalArgumentException | IllegalStateException e) {
            throw malformed("it cannot be taken apart into at most " + MOST_PARTS + " parts");
        }
    }

    private static MultiPart.Part onlyFile(MultiPartFormData.Parts parts) {
        List<MultiPart.Part> files = new ArrayList<>();
        for (MultiPart.Part part : parts) {
            if (part.getFileName() == null) {
                throw Problem.of(
                        400,
                        "UNKNOWN_PART",
                        "Unknown part",
                        "the part " + part.getName() + " is no file; unit, asOf and sheet are query parameters");
            }
            files.add(part);
        }
        if (files.isEmpty()) {
            throw Problem.of(422, "NO_FILE", "Nothing to take", "no part of the body is a file");
        }
        if (files.size() > 1) {
            throw Problem.of(422, "SEVERAL_FILES", "Nothing to take", "send one file at a time, not " + files.size());
        }
        return files.get(0);
    }

    private static byte[] bytesOf(MultiPart.Part part) {
        try {
            ByteBuffer buffer = Content.Source.asByteBuffer(part.getContentSource());
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw malformed("its file cannot be read to the end");
        }
    }

    private static Problem malformed(String detail) {
        return Problem.of(400, "MALFORMED_MULTIPART", "Malformed body", "the body is no multipart form: " + detail);
    }
}
