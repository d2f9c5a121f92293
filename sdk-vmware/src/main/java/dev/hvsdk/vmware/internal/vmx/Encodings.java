/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which encoding a dictionary is in: it says so itself, in ASCII. */
final class Encodings {
    private static final Pattern DECLARED =
            Pattern.compile("(?im)^[ \\t]*\\.encoding[ \\t]*=[ \\t]*\"?([A-Za-z0-9._:-]{1,40})\"?");

    /** What a line is made of has to be the same in bytes, or the line that names the encoding could not be read. */
    private static final String ASCII = "azAZ09.:=\"|# \t\r\n";

    private Encodings() {}

    /** The encoding that is named; UTF-8 if none is. */
    static Charset of(byte[] bytes) {
        Matcher declared = DECLARED.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        return declared.find() ? named(declared.group(1)) : StandardCharsets.UTF_8;
    }

    private static Charset named(String name) {
        try {
            Charset charset = Charset.forName(name);
            if (charset.canEncode() && new String(ASCII.getBytes(charset), StandardCharsets.US_ASCII).equals(ASCII)) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableVmxException("its encoding " + name + " is not known", e);
        }
        throw new UnreadableVmxException("its encoding " + name + " is none that contains ASCII");
    }

    /** The text, if it is one in this encoding. */
    static String decode(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableVmxException(
                    "it is not in the encoding " + charset.name() + " that it should be in", e);
        }
    }
}
