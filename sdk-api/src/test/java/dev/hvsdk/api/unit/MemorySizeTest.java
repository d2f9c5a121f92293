/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "4096B, 4096",
        "1K, 1024",
        "1k, 1024",
        "1 KiB, 1024",
        "512 MiB, 536870912",
        "2G, 2147483648",
        "1.5 GiB, 1610612736",
        "0.5K, 512",
        "1T, 1099511627776",
        "1P, 1125899906842624",
        "7E, 8070450532247928832",
        "9223372036854775807, 9223372036854775807",
        "'  2 gib ', 2147483648"
    })
    void readsWhatPeopleWrite(String text, long bytes) {
        assertThat(MemorySize.parse(text).toBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "G",
                "-1",
                "-1G",
                "+1G",
                "1.",
                ".5G",
                "1,5G",
                "1e3",
                "0x10",
                "1 G B",
                "1GiBs",
                "1 kB",
                "1MB",
                "2 GB",
                "1Gi",
                "0.3",
                "0.0001K",
                "8E",
                "9223372036854775808",
                "NaN",
                "1_000",
                "١G"
            })
    void refusesWhatIsNoSizeOrNotExact(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemorySize.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("512 MiB");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "1048575, 1 MiB",
        "1048576, 1 MiB",
        "1610612736, 1.5 GiB",
        "2147483648, 2 GiB",
        "10737418240, 10 GiB",
        "1099511627775, 1 TiB",
        "9223372036854775807, 8 EiB"
    })
    void writesTheLargestUnitThatKeepsItAtLeastOne(long bytes, String text) {
        assertThat(MemorySize.ofBytes(bytes)).hasToString(text);
    }

    @Test
    void readsBackWhatItWroteAsFarAsItIsExact() {
        Random random = new Random(20261101);
        for (int i = 0; i < 2000; i++) {
            MemorySize size = MemorySize.ofMebibytes(1 + random.nextInt(1023));
            assertThat(MemorySize.parse(size.toString())).isEqualTo(size);
        }
    }

    @Test
    void writesNothingFartherOffThanHalfATenthOfItsUnit() {
        Random random = new Random(20261102);
        for (int i = 0; i < 2000; i++) {
            // Sizes of all magnitudes alike, up to where a rounded text still fits into a long.
            long bytes = (random.nextLong() >>> 1) >>> (2 + random.nextInt(60));
            String text = MemorySize.ofBytes(bytes).toString();
            String unit = text.substring(text.indexOf(' '));
            double shown = Double.parseDouble(text.substring(0, text.indexOf(' ')));
            double unitBytes = MemorySize.parse("1" + unit).toBytes();
            assertThat(Math.abs(shown - bytes / unitBytes)).as(text).isLessThanOrEqualTo(0.0500001);
            assertThat(shown).as(text).isLessThan(1024);
        }
    }

    @Test
    void readsBackItsBytes() {
        Random random = new Random(20261103);
        for (int i = 0; i < 2000; i++) {
            MemorySize size = MemorySize.ofBytes(random.nextLong() >>> 1);
            assertThat(MemorySize.parse(Long.toString(size.toBytes()))).isEqualTo(size);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -1024, Long.MIN_VALUE, Long.MIN_VALUE >> 10, Long.MIN_VALUE + 1})
    void rejectsNegativeSizes(long count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemorySize.ofBytes(count))
                .withMessageContaining("negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemorySize.ofKibibytes(count))
                .withMessageContaining("negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemorySize.ofMebibytes(count))
                .withMessageContaining("negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemorySize.ofGibibytes(count))
                .withMessageContaining("negative");
    }

    @Test
    void rejectsSizesBeyondALong() {
        assertThat(MemorySize.ofGibibytes((1L << 33) - 1).toBytes()).isEqualTo(((1L << 33) - 1) << 30);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemorySize.ofGibibytes(1L << 33))
                .withMessageContaining("too large");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemorySize.ofMebibytes(1L << 43))
                .withMessageContaining("MiB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemorySize.ofKibibytes(Long.MAX_VALUE))
                .withMessageContaining("KiB");
    }

    @Test
    void roundsDownToWholeUnits() {
        MemorySize size = MemorySize.ofBytes((3 << 20) - 1);
        assertThat(size.toKibibytes()).isEqualTo(3 * 1024 - 1);
        assertThat(size.toMebibytes()).isEqualTo(2);
    }

    @Test
    void addsAndSubtracts() {
        MemorySize one = MemorySize.ofKibibytes(1);
        assertThat(one.plus(one)).isEqualTo(MemorySize.ofKibibytes(2));
        assertThat(one.minus(one)).isSameAs(MemorySize.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> MemorySize.ZERO.minus(one));
        assertThatThrownBy(() -> MemorySize.ofBytes(Long.MAX_VALUE).plus(one)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isOrderedBySize() {
        assertThat(MemorySize.ofKibibytes(1)).isLessThan(MemorySize.ofMebibytes(1));
        assertThat(MemorySize.ofKibibytes(1024)).isEqualByComparingTo(MemorySize.ofMebibytes(1));
    }

    @Test
    void isEqualBySize() {
        EqualsVerifier.forClass(MemorySize.class).verify();
    }
}
