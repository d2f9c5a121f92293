/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestsCommandTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void listsTheGuestsOfAHost() {
        Run run = Run.withColumns(120, "guests", "fake:kvm");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines().get(0)).contains("at fake:kvm");
        assertThat(run.lines().get(1).strip()).matches("NAME +STATE +REASON +TECHNOLOGY +VCPUS +MEMORY +CPU TIME +ID");
        assertThat(run.lines().get(2).strip()).matches("web +running +booted +kvm +2 +2 GiB +\\S.* [0-9a-f-]{36}");
    }

    @Test
    void leavesOutColumnsRatherThanBreakingIds() {
        Run run = Run.withColumns(80, "guests", "fake:kvm");

        assertThat(run.out()).doesNotContain("00000000-").contains("No room for ID;");
        assertThat(run.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void showsWhatIsNotKnownAsADash() {
        assertThat(Run.withColumns(120, "guests", "fake:kvm").lines())
                .anySatisfy(line -> assertThat(line.strip()).matches("old +stopped .* - .*"));
    }

    @Test
    void opensAHostReadOnly() {
        assertThat(Run.hv("guests", "--read-only", "fake:kvm").exitCode()).isZero();
    }

    @Test
    void saysWhichSchemesThereAre() {
        Run run = Run.hv("guests", "nonsense:///");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("no backend opens").contains("fake").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake://user:secret@host/kvm", "fake://user:se^secret@host/", "no scheme secret", "secret"})
    void refusesAUriThatIsNoneOrHoldsAPasswordWithoutRepeatingIt(String uri) {
        Run run = Run.hv("guests", uri);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("secret@", "user:", "se^").hasLineCount(1);
    }

    @Test
    void wantsAUri() {
        Run run = Run.hv("guests");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("URI").contains("hv guests --help").hasLineCount(1);
    }
}
