/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcKeyTest {
    /** The object identifiers of RFC 5480, with their tags. */
    private static final Map<String, String> CURVES =
            Map.of("secp256r1", "06082a8648ce3d030107", "secp384r1", "06052b81040022", "secp521r1", "06052b81040023");

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void javaReadsWhatOpensslWrote(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair pair = generator.generateKeyPair();
        ECPrivateKey made = (ECPrivateKey) pair.getPrivate();
        byte[] number =
                padded(made.getS().toByteArray(), (made.getParams().getOrder().bitLength() + 7) / 8);

        byte[] old = old(number, HexFormat.of().parseHex(CURVES.getOrDefault(curve, "")));
        ECPrivateKey read =
                (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(EcKey.pkcs8(old)));

        assertThat(read.getS()).isEqualTo(made.getS());
        assertThat(read.getParams().getCurve()).isEqualTo(made.getParams().getCurve());
    }

    private static byte[] padded(byte[] number, int length) {
        byte[] padded = new byte[length];
        int from = Math.max(0, number.length - length);
        System.arraycopy(number, from, padded, length - (number.length - from), number.length - from);
        return padded;
    }

    /** RFC 5915 without the public key: the sequence of a version, the number and the curve. */
    private static byte[] old(byte[] number, byte[] curve) {
        int length = 3 + 2 + number.length + 2 + curve.length;
        return ByteBuffer.allocate(2 + length)
                .put((byte) 0x30)
                .put((byte) length)
                .put(new byte[] {2, 1, 1, 4, (byte) number.length})
                .put(number)
                .put(new byte[] {(byte) 0xa0, (byte) curve.length})
                .put(curve)
                .array();
    }

    @Test
    void aKeyWithoutItsCurveIsRefused() {
        byte[] key = HexFormat.of().parseHex("3006" + "020101" + "040101");

        assertThatThrownBy(() -> EcKey.pkcs8(key)).isInstanceOf(InvalidKeySpecException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "3082", "30ff", "3084ffffffff", "0400"})
    void whatIsNoKeyIsRefused(String hex) {
        assertThatThrownBy(() -> EcKey.pkcs8(HexFormat.of().parseHex(hex))).isInstanceOf(InvalidKeySpecException.class);
    }
}
