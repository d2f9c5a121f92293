/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/** A key of an elliptic curve as OpenSSL and Go write it (RFC 5915), in the form of PKCS #8 (RFC 5208), which Java reads. */
final class EcKey {
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;

    /** The object identifier id-ecPublicKey, with its tag (RFC 5480). */
    private static final byte[] ALGORITHM = {6, 7, 42, (byte) 134, 72, (byte) 206, 61, 2, 1};

    private static final byte[] VERSION = {2, 1, 0};

    private EcKey() {}

    static byte[] pkcs8(byte[] key) throws InvalidKeySpecException {
        byte[] algorithm = tagged(SEQUENCE, ALGORITHM, curve(key));
        return tagged(SEQUENCE, VERSION, algorithm, tagged(OCTETS, key));
    }

    /** The object identifier of the curve, after the version and the number. */
    private static byte[] curve(byte[] key) throws InvalidKeySpecException {
        try {
            ByteBuffer parts = content(ByteBuffer.wrap(key), SEQUENCE);
            ByteBuffer ignored = content(parts, 0x02);
            ignored = content(parts, OCTETS);
            ByteBuffer curve = content(parts, PARAMETERS);
            byte[] bytes = new byte[curve.remaining()];
            curve.get(bytes);
            return bytes;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new InvalidKeySpecException("it holds a key without its curve", e);
        }
    }

    /** The content of the next part, which the buffer is moved behind. */
    private static ByteBuffer content(ByteBuffer parts, int tag) {
        if ((parts.get() & 0xff) != tag) {
            throw new IllegalArgumentException("not the part " + tag);
        }
        int length = parts.get() & 0xff;
        if (length > 0x80) {
            int bytes = length - 0x80;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (parts.get() & 0xff);
            }
        }
        ByteBuffer content = parts.slice(parts.position(), length);
        parts.position(parts.position() + length);
        return content;
    }

    private static byte[] tagged(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length + 4).put((byte) tag);
        putLength(all, length);
        for (byte[] content : contents) {
            all.put(content);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    /** In the shortest form, for Java reads no other. */
    private static void putLength(ByteBuffer all, int length) {
        if (length < 0x80) {
            all.put((byte) length);
        } else if (length < 0x100) {
            all.put((byte) 0x81).put((byte) length);
        } else {
            all.put((byte) 0x82).putShort((short) length);
        }
    }
}
