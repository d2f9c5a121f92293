/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which characters XML 1.0 can hold, and which make a name. */
final class XmlCharacters {
    private static final String NC_NAME = "[\\p{L}_][\\p{L}\\p{N}_.\\-]*";
    private static final Pattern NAME = Pattern.compile(NC_NAME + "(:" + NC_NAME + ")?");

    private XmlCharacters() {}

    /** Why XML cannot hold a text, which is not quoted; empty if it can. */
    static Optional<String> objection(String text) {
        for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            int character = text.codePointAt(index);
            if (!isAllowed(character)) {
                return Optional.of(
                        String.format("XML cannot hold the character U+%04X (at index %d)", character, index));
            }
        }
        return Optional.empty();
    }

    /** The text itself; throws {@link IllegalArgumentException}, which does not quote it, where XML cannot hold it. */
    static String requireText(String text) {
        objection(text).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        return text;
    }

    /** Production 2 of XML 1.0, fifth edition. */
    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xd7ff)
                || (character >= 0xe000 && character <= 0xfffd)
                || character >= 0x10000;
    }

    /** The name itself; throws {@link IllegalArgumentException} if it is no qualified name. */
    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of XML: '" + name + "'");
        }
        return name;
    }
}
