/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PciAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0000:3b:00.0, 0, 59, 0, 0",
        "3b:00.0, 0, 59, 0, 0",
        "0000:FF:1f.7, 0, 255, 31, 7",
        "10000:e1:00.0, 65536, 225, 0, 0",
        "ffffffff:00:00.1, 4294967295, 0, 0, 1"
    })
    void readsWhatTheKernelWrites(String text, long domain, int bus, int slot, int function) {
        assertThat(PciAddress.parse(text)).isEqualTo(new PciAddress(domain, bus, slot, function));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3b",
                "3b:00",
                "3b:0.0",
                "0:3b:00.0",
                "0000:3b:00.8",
                "0000:3b:20.0",
                "0000:3b:00.0 ",
                "0000:3b:00:0",
                "123456789:00:00.0",
                "0000:-1:00.0",
                "0000:3b:00.0\n"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PciAddress.parse(text))
                .withMessageContaining("PCI");
    }

    @ParameterizedTest
    @CsvSource({"-1,0,0,0", "4294967296,0,0,0", "0,-1,0,0", "0,256,0,0", "0,0,32,0", "0,0,-1,0", "0,0,0,8", "0,0,0,-1"})
    void refusesPartsOutOfRange(long domain, int bus, int slot, int function) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PciAddress(domain, bus, slot, function));
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = new Random(20261104);
        for (int i = 0; i < 2000; i++) {
            PciAddress address = random(random);
            assertThat(PciAddress.parse(address.toString())).isEqualTo(address);
        }
    }

    @Test
    void ordersAsTheTextOfOneDomainDoes() {
        Random random = new Random(20261105);
        for (int i = 0; i < 2000; i++) {
            PciAddress one = new PciAddress(0, random.nextInt(256), random.nextInt(32), random.nextInt(8));
            PciAddress other = new PciAddress(0, random.nextInt(256), random.nextInt(32), random.nextInt(8));
            assertThat(Integer.signum(one.compareTo(other)))
                    .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
        }
    }

    @Test
    void ordersDomainsByNumberAndNotByText() {
        assertThat(Stream.of("10000:00:00.0", "ffff:00:00.0", "0000:00:00.0")
                        .map(PciAddress::parse)
                        .sorted())
                .extracting(PciAddress::toString)
                .containsExactly("0000:00:00.0", "ffff:00:00.0", "10000:00:00.0");
    }

    @Test
    void isEqualByItsParts() {
        EqualsVerifier.forClass(PciAddress.class).verify();
    }

    private static PciAddress random(Random random) {
        long domain = (random.nextLong() & 0xffff_ffffL) >>> random.nextInt(32);
        return new PciAddress(domain, random.nextInt(256), random.nextInt(32), random.nextInt(8));
    }
}
