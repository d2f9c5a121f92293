/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that says what a guest of Xen is, {@code xl.cfg}; those of {@code xm} too, as far as they are no Python programs.
 *
 * <p>What is not changed is written as it was read: order, space, comments, and keys that nobody knows. Of keys that are set more
 * than once the last counts, as for xl. Nothing is run, and no other file is opened. Immutable.
 */
public final class CfgFile {
    /** Bytes; files have some hundred. */
    public static final int LIMIT = 1 << 20;

    private static final Pattern KEY = Pattern.compile("[a-z][_0-9a-z]*");
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,15}|0[0-7]{0,20}|[1-9][0-9]{0,17}");

    private final List<Piece> pieces;
    private final Map<String, CfgValue> values;

    private CfgFile(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        this.values = index(pieces);
    }

    private static Map<String, CfgValue> index(List<Piece> pieces) {
        Map<String, List<Piece>> settings = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            Piece.Setting setting = piece.setting();
            if (setting != null) {
                List<Piece> parts = settings.computeIfAbsent(setting.key(), key -> new ArrayList<>());
                if (!setting.adds()) {
                    parts.clear();
                }
                parts.add(piece);
            }
        }
        Map<String, CfgValue> values = new LinkedHashMap<>();
        settings.forEach((key, parts) -> values.put(key, Sum.of(key, parts)));
        return values;
    }

    /** A new one. */
    public static CfgFile empty() {
        return new CfgFile(List.of());
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableCfgException if it is too long, or none that xl reads
     * @throws IOException if it cannot be read
     */
    public static CfgFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableCfgException(Files.exists(file) ? "it is no regular file" : "there is no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readNBytes(LIMIT + 1));
        }
    }

    /**
     * Reads the content of a file.
     *
     * @throws UnreadableCfgException if it is too long, or none that xl reads
     */
    public static CfgFile parse(byte[] content) {
        if (content.length > LIMIT) {
            throw new UnreadableCfgException("it is longer than " + LIMIT + " bytes");
        }
        return new CfgFile(CfgParser.parse(decoded(content)));
    }

    /**
     * Reads a text.
     *
     * @throws UnreadableCfgException if it is too long, or none that xl reads
     */
    public static CfgFile parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            refuseZero(text);
            return text;
        } catch (CharacterCodingException e) {
            String before = new String(content, 0, bytes.position(), StandardCharsets.UTF_8);
            throw UnreadableCfgException.at(lineAt(before, before.length()), "it is not UTF-8", e);
        }
    }

    private static void refuseZero(String text) {
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw UnreadableCfgException.at(lineAt(text, zero), "it holds a zero character");
        }
    }

    private static int lineAt(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /** What a key is set to. */
    public Optional<CfgValue> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * The text or number of a key; none if it is empty.
     *
     * @throws UnreadableCfgException if it is a list
     */
    public Optional<String> findText(String key) {
        return find(key).map(value -> atom(key, value).text()).filter(text -> !text.isEmpty());
    }

    private CfgValue.Atom atom(String key, CfgValue value) {
        if (value instanceof CfgValue.Atom atom) {
            return atom;
        }
        throw UnreadableCfgException.at(lineOf(key), key + " is a list");
    }

    /**
     * The number of a key; with 0 before it is octal, with 0x hexadecimal.
     *
     * @throws UnreadableCfgException if it is none, or negative
     */
    public Optional<Long> findNumber(String key) {
        return findText(key).map(text -> number(key, text));
    }

    private long number(String key, String text) {
        String stripped = text.strip();
        if (!NUMBER.matcher(stripped).matches()) {
            throw UnreadableCfgException.at(lineOf(key), key + " is no number that can be: " + text);
        }
        try {
            return Long.decode(stripped);
        } catch (NumberFormatException e) {
            throw UnreadableCfgException.at(lineOf(key), key + " is too large: " + text, e);
        }
    }

    /** Whether a key is set to a number that is not 0. */
    public boolean isTrue(String key) {
        return findNumber(key).filter(number -> number != 0).isPresent();
    }

    /**
     * The texts in the list of a key; a single text is a list of one, as xl has it for some keys.
     *
     * @throws UnreadableCfgException if one of them is a list itself
     */
    public List<String> texts(String key) {
        List<CfgValue> all = find(key)
                .map(value -> value instanceof CfgValue.Items list ? list.values() : List.of(value))
                .orElse(List.of());
        return all.stream().map(value -> atom(key, value).text()).toList();
    }

    /** The line where a key is set last; 0 if nowhere, or if it was not read. */
    int lineOf(String key) {
        return pieces.stream()
                .filter(piece -> piece.isOf(key))
                .mapToInt(Piece::line)
                .reduce(0, (before, last) -> last);
    }

    /** The keys with what they are set to, in the order of the file. */
    public Map<String, CfgValue> entries() {
        return new LinkedHashMap<>(values);
    }

    /**
     * The same with a key set to this; in its place if it was set, or else at the end.
     *
     * @throws UnreadableCfgException if a file has no way to say it
     */
    public CfgFile with(String key, CfgValue value) {
        if (!KEY.matcher(key).matches()) {
            throw new UnreadableCfgException("it is no key: " + key);
        }
        if (value.equals(values.get(key))) {
            return this;
        }
        Piece set = Piece.of(key, value);
        boolean isThere = values.containsKey(key);
        return new CfgFile(isThere ? replaced(set, key) : appended(new ArrayList<>(pieces), set));
    }

    /** All that set the key before is gone, so that nothing is added to the new value. */
    private List<Piece> replaced(Piece set, String key) {
        List<Piece> changed = new ArrayList<>();
        boolean isPlaced = false;
        for (Piece piece : pieces) {
            boolean isOld = piece.isOf(key);
            if (!isOld || !isPlaced) {
                changed.add(isOld ? set : piece);
            }
            isPlaced |= isOld;
        }
        return changed;
    }

    private static List<Piece> appended(List<Piece> pieces, Piece set) {
        if (!pieces.isEmpty() && !pieces.get(pieces.size() - 1).text().endsWith("\n")) {
            pieces.add(Piece.between("\n", 0));
        }
        pieces.add(set);
        pieces.add(Piece.between("\n", 0));
        return pieces;
    }

    /** The same without a key; comments near it stay. */
    public CfgFile without(String key) {
        return new CfgFile(pieces.stream().filter(piece -> !piece.isOf(key)).toList());
    }

    /** The whole text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    /** The content of the file. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** How many keys it has: a file may hold passwords. */
    @Override
    public String toString() {
        return values.size() + " keys";
    }
}
