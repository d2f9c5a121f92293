/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fingerprints as people write them. */
class FingerprintTest {
    private static final int ROUNDS = 100;
    private static final int BYTES = 32;

    @Test
    void readsAllFormsAsOne() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] sum = new byte[BYTES];
            random.nextBytes(sum);
            String written = HexFormat.ofDelimiter(":").withUpperCase().formatHex(sum);

            assertThat(Fingerprint.parse(written)).isEqualTo(written);
            assertThat(Fingerprint.parse(written.toLowerCase(Locale.ROOT))).isEqualTo(written);
            assertThat(Fingerprint.parse(HexFormat.of().formatHex(sum))).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AB",
                "SHA256:abababababababababababababababababababababababababababababababab",
                "gbababababababababababababababababababababababababababababababab",
                "abababababababababababababababababababab",
                "ababababababababababababababababababababababababababababababababab",
                "ab abababababababababababababababababababababababababababababababa",
                "\u0661babababababababababababababababababababababababababababababababab"
            })
    void refusesWhatIsNoSha256(String text) {
        assertThatThrownBy(() -> Fingerprint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }
}
