package org.tiendo.producer.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The character set of a text file: as its byte order mark says, else UTF-8 where the bytes are sound UTF-8, else
 * Windows-1258, in which Vietnamese Windows programs save CSV.
 *
 * @param charset how to decode
 * @param skip bytes of the mark
 */
record TextEncoding(Charset charset, int skip) {
    /** Marks may be written as characters of their own in it; NFC puts them together. */
    static final Charset VIETNAMESE_WINDOWS = Charset.forName("windows-1258");

    private static final List<TextEncoding> MARKED = List.of(
            new TextEncoding(StandardCharsets.UTF_8, 3),
            new TextEncoding(StandardCharsets.UTF_16LE, 2),
            new TextEncoding(StandardCharsets.UTF_16BE, 2));

    /** @throws BadFileException when the bytes are no text in any of them */
    static TextEncoding of(byte[] bytes) {
        Optional<TextEncoding> marked =
                MARKED.stream().filter(encoding -> encoding.isMarkedIn(bytes)).findFirst();
        List<TextEncoding> candidates = marked.map(List::of)
                .orElseGet(() ->
                        List.of(new TextEncoding(StandardCharsets.UTF_8, 0), new TextEncoding(VIETNAMESE_WINDOWS, 0)));
        return candidates.stream()
                .filter(encoding -> encoding.decodes(bytes))
                .findFirst()
                .orElseThrow(FileProblem.UNREADABLE_TEXT::with);
    }

    private boolean isMarkedIn(byte[] bytes) {
        byte[] mark = "\uFEFF".getBytes(charset);
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || bytes[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** @throws BadFileException when it decodes, but to what no text holds */
    private boolean decodes(byte[] bytes) {
        char[] buffer = new char[8192];
        try (Reader reader = reader(bytes)) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == 0) {
                        throw FileProblem.NOT_A_TABLE.with();
                    }
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be read", e);
        }
    }

    /** Reads the text; a byte that means nothing ends it with an exception instead of a replacement. */
    Reader reader(byte[] bytes) {
        return new InputStreamReader(new ByteArrayInputStream(bytes, skip, bytes.length - skip), charset.newDecoder());
    }
}
