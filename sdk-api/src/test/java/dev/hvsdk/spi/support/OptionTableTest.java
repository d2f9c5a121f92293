/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hvsdk.api.capability.SpecOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionTableTest {
    private static final SpecOption MODE =
            SpecOption.builder("mode", "how").choices(List.of("fast", "slow")).build();
    private static final SpecOption COUNT =
            SpecOption.builder("count", "how many").form("NUMBER").usual("1").build();

    private final OptionTable<StringBuilder> table = OptionTable.<StringBuilder>builder()
            .option(MODE, StringBuilder::append)
            .option(COUNT, (text, value) -> text.append(Integer.parseInt(value)))
            .build();

    @Test
    void fillsInTheOrderOfTheOptions() {
        assertThat(table.options()).containsExactly(MODE, COUNT);
        assertThat(table.fill(new StringBuilder(), Map.of("count", "07", "mode", "slow")))
                .hasToString("slow7");
        assertThat(table.fill(new StringBuilder(), Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size  | 1    | there is no option 'size'; there are mode, count",
                "mode  | idle | the option 'mode' cannot be 'idle'; it is one of fast, slow",
                "mode  | ''   | the option 'mode' cannot be ''; it is one of fast, slow",
                "count | ' '  | the option 'count' cannot be ' '; it is written NUMBER",
                "count | many | the option 'count' cannot be 'many': For input string: \"many\"; it is written NUMBER"
            })
    void refusesWithWhatIsPermitted(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.fill(new StringBuilder(), Map.of(name, value)))
                .withMessage(message);
    }

    @Test
    void hasOptionsThatTellTheirValuesAndAreNamedOnce() {
        OptionTable.Builder<StringBuilder> builder =
                OptionTable.<StringBuilder>builder().option(MODE, StringBuilder::append);
        SpecOption silent = SpecOption.builder("silent", "says nothing").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.option(MODE, StringBuilder::append))
                .withMessageContaining("mode");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.option(silent, StringBuilder::append))
                .withMessageContaining("silent");
    }

    @Test
    void readsWholeNumbers() {
        assertThat(OptionTable.wholeNumber("-12")).isEqualTo(-12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptionTable.wholeNumber("5s"))
                .withMessage("'5s' is not a whole number");
    }

    @Test
    void saysHowAnOptionIsWritten() {
        assertThat(MODE).hasToString("mode=fast|slow");
        assertThat(COUNT).hasToString("count=NUMBER");
        assertThatIllegalArgumentException().isThrownBy(() -> SpecOption.builder(" ", "how"));
        assertThatIllegalArgumentException().isThrownBy(() -> SpecOption.builder("mode", ""));
    }
}
