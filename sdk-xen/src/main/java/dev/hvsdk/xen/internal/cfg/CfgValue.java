/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a key is set to.
 *
 * <p>Immutable.
 */
public sealed interface CfgValue {

    /**
     * A text or a number; xl tells them apart by nothing but the quotes.
     *
     * @param text without quotes and escapes; the digits of a number as they are written
     * @param isQuoted whether it is written in quotes
     */
    record Atom(String text, boolean isQuoted) implements CfgValue {
        @Override
        public String written() {
            return isQuoted ? '"' + Escapes.escape(text) + '"' : text;
        }
    }

    /**
     * A list.
     *
     * @param values its elements, of which each may be a list
     */
    record Items(List<CfgValue> values) implements CfgValue {
        /** Copies. */
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String written() {
            return values.stream().map(CfgValue::written).collect(Collectors.joining(", ", "[ ", " ]"));
        }
    }

    /** A text, in quotes. */
    static CfgValue of(String text) {
        return new Atom(text, true);
    }

    /** A number; a negative one is in quotes, since xl knows no other. */
    static CfgValue of(long number) {
        return new Atom(Long.toString(number), number < 0);
    }

    /** A list of texts. */
    static CfgValue ofTexts(List<String> texts) {
        return new Items(texts.stream().map(CfgValue::of).toList());
    }

    /**
     * As it stands in a file.
     *
     * @throws UnreadableCfgException if it holds a character for which a file has no way
     */
    String written();
}
