/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dictionary of keys and values as VMware's hosted products write it.
 *
 * <p>What is not changed is written as it was read: order, letter case, comments and ends of lines. There is no way for one file to
 * include another: a value that looks like a path is a value. Immutable.
 */
public final class VmxFile {
    /** Bytes; files of the products have some thousand, and an encrypted one some ten thousand. */
    public static final int LIMIT = 1 << 20;

    private static final String ENCODING = ".encoding";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final List<VmxLine> lines;
    private final Map<String, String> values;
    private final Charset charset;
    private final boolean hasMark;
    private final String lineEnd;

    private VmxFile(List<VmxLine> lines, Charset charset, boolean hasMark, String lineEnd) {
        this.lines = List.copyOf(lines);
        this.values = index(lines);
        this.charset = charset;
        this.hasMark = hasMark;
        this.lineEnd = lineEnd;
    }

    private static Map<String, String> index(List<VmxLine> lines) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            VmxLine line = lines.get(i);
            if (line.key() != null && values.putIfAbsent(VmxLine.folded(line.key()), line.value()) != null) {
                throw UnreadableVmxException.at(i + 1, line.key() + " is there already");
            }
        }
        return values;
    }

    /** A new one in UTF-8. */
    public static VmxFile empty() {
        return new VmxFile(List.of(VmxLine.of(ENCODING, "UTF-8")), StandardCharsets.UTF_8, false, "\n");
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableVmxException if it is too long, or no dictionary
     * @throws IOException if it cannot be read
     */
    public static VmxFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableVmxException(Files.exists(file) ? "it is no regular file" : "there is no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readNBytes(LIMIT + 1));
        }
    }

    /**
     * Reads the content of a file.
     *
     * @throws UnreadableVmxException if it is too long, or no dictionary
     */
    public static VmxFile parse(byte[] content) {
        if (content.length > LIMIT) {
            throw new UnreadableVmxException("it is longer than " + LIMIT + " bytes");
        }
        boolean hasMark = Arrays.equals(Arrays.copyOf(content, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
        byte[] bytes = hasMark ? Arrays.copyOfRange(content, BYTE_ORDER_MARK.length, content.length) : content;
        Charset charset = hasMark ? StandardCharsets.UTF_8 : Encodings.of(bytes);
        String text = Encodings.decode(bytes, charset);
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableVmxException("it holds a zero character");
        }
        return new VmxFile(lines(text), charset, hasMark, text.contains("\r\n") ? "\r\n" : "\n");
    }

    /**
     * Reads a text.
     *
     * @throws UnreadableVmxException if it is too long, or no dictionary
     */
    public static VmxFile parse(String text) {
        return parse(text.getBytes(Encodings.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<VmxLine> lines(String text) {
        List<VmxLine> lines = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            lines.add(LineParser.parse(line, lines.size() + 1));
        }
        // What is after the last end of a line is no line.
        if (lines.get(lines.size() - 1).text().isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** The value of a key, in whichever letter case it is written. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(VmxLine.folded(key)));
    }

    /** The value of a key, if it is there and not empty. */
    public Optional<String> findText(String key) {
        return find(key).filter(value -> !value.isBlank());
    }

    /** Whether a key says yes: {@code TRUE}, in whichever letter case; no key and any other value say no. */
    public boolean isTrue(String key) {
        return find(key).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** The keys in lower case with their values, in the order of the file. */
    public Map<String, String> entries() {
        Map<String, String> ordered = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.key() != null)
                .forEach(line -> ordered.put(VmxLine.folded(String.valueOf(line.key())), line.value()));
        return ordered;
    }

    /** The same with another value; in the place of the old one, or else at the end. */
    public VmxFile with(String key, String value) {
        String folded = VmxLine.folded(key);
        if (value.equals(values.get(folded))) {
            return this;
        }
        List<VmxLine> changed = new ArrayList<>(lines);
        int at = 0;
        while (at < changed.size() && !changed.get(at).isOf(folded)) {
            at++;
        }
        if (at == changed.size()) {
            changed.add(VmxLine.of(key, value));
        } else {
            changed.set(at, VmxLine.of(String.valueOf(changed.get(at).key()), value));
        }
        return of(changed);
    }

    /** The same without a key. */
    public VmxFile without(String key) {
        String folded = VmxLine.folded(key);
        return of(lines.stream().filter(line -> !line.isOf(folded)).toList());
    }

    /** The same without the keys that begin so. */
    public VmxFile withoutPrefix(String prefix) {
        String folded = VmxLine.folded(prefix);
        return of(lines.stream()
                .filter(line ->
                        line.key() == null || !VmxLine.folded(line.key()).startsWith(folded))
                .toList());
    }

    private VmxFile of(List<VmxLine> changed) {
        return new VmxFile(changed, charset, hasMark, lineEnd);
    }

    /** The whole text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append(lineEnd));
        return text.toString();
    }

    /** The content of the file; in UTF-8 instead of its encoding if that has not all the characters. */
    public byte[] bytes() {
        String text = text();
        if (!charset.newEncoder().canEncode(text)) {
            return new VmxFile(lines, StandardCharsets.UTF_8, hasMark, lineEnd)
                    .with(ENCODING, "UTF-8")
                    .bytes();
        }
        byte[] encoded = text.getBytes(charset);
        return hasMark ? marked(encoded) : encoded;
    }

    private static byte[] marked(byte[] encoded) {
        byte[] marked = Arrays.copyOf(BYTE_ORDER_MARK, BYTE_ORDER_MARK.length + encoded.length);
        System.arraycopy(encoded, 0, marked, BYTE_ORDER_MARK.length, encoded.length);
        return marked;
    }

    /** How many keys it has. */
    @Override
    public String toString() {
        return values.size() + " keys";
    }
}
