/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no machine to be changed; that is done in the emulated one. */
class PassthroughCommandTest {
    private static final String VFS = Run.host("linux-vtd-vfs");

    @TempDir
    private Path directory;

    private static Run plan(String... words) {
        String[] all = new String[words.length + 4];
        all[0] = "passthrough";
        all[1] = "plan";
        System.arraycopy(words, 0, all, 2, words.length);
        all[words.length + 2] = "--root";
        all[words.length + 3] = VFS;
        return Run.hv(all);
    }

    @Test
    void showsTheStepsOfABinding() {
        Run run = plan("bind", "01:00.0");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "bind 0000:01:00.0 to vfio-pci",
                        "  1. write vfio-pci to /sys/bus/pci/devices/0000:01:00.0/driver_override",
                        "  2. write 0000:01:00.0 to /sys/bus/pci/devices/0000:01:00.0/driver/unbind",
                        "  3. write 0000:01:00.0 to /sys/bus/pci/drivers_probe");
    }

    @Test
    void saysWhyAPartOfAGroupIsRefusedAndWhatHelps() {
        Run run = plan("bind", "0000:00:1f.3");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "It is refused:",
                        "- IOMMU group 9 is shared with 0000:00:1f.0 (no driver), 0000:00:1f.2 (no driver)",
                        "to do: --group takes the whole group",
                        "to do: --allow group-shared does it all the same");
        assertThat(plan("bind", "0000:00:1f.3", "--allow", "group-shared").out())
                .contains("caution: IOMMU group 9 is shared")
                .doesNotContain("refused");
    }

    @Test
    void appliesNothingToACapturedHost() {
        Run apply = Run.hv("passthrough", "apply", "bind", "01:00.0", "--root", VFS);
        Run undo = Run.hv("passthrough", "undo", "--root", VFS);

        assertThat(apply.exitCode()).isEqualTo(3);
        assertThat(apply.err()).contains("a captured host cannot be changed").hasLineCount(1);
        assertThat(undo.exitCode()).isEqualTo(3);
        assertThat(undo.err()).contains("a captured host cannot be changed").hasLineCount(1);
    }

    @Test
    void saysInOneLineThatAChangeIsRefused() {
        Run run = Run.hv("passthrough", "apply", "bind", "0000:00:05.0", "--root", VFS);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("hv: refused to bind 0000:00:05.0 to vfio-pci: class 0604 is a part of the platform")
                .hasLineCount(1);
        assertThat(Run.hv("passthrough", "apply", "bind", "0000:00:05.0", "--root", VFS, "--dry-run")
                        .exitCode())
                .isEqualTo(3);
        assertThat(Run.hv("passthrough", "apply", "bind", "0000:01:00.0", "--root", VFS, "--dry-run")
                        .exitCode())
                .isZero();
    }

    @Test
    void findsNothingToUndoWhereNothingWasDone() throws IOException {
        Run run = Run.hv("passthrough", "undo", "--dry-run", "--journal", directory.toString(), "--format", "json");

        assertThat(run.exitCode()).isZero();
        JsonContract.validate("passthrough-undo", run.out());
        assertThat(JsonContract.parse(run.out()).get("state").asText()).isEqualTo("nothing");
        assertThat(Run.hv("passthrough", "undo", "--dry-run", "--journal", directory.toString())
                        .out())
                .startsWith("nothing to undo: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bind 0000:01:00.0", "bind 0000:00:1f.2 --group", "bind 0000:00:1f.2", "set-vfs 0000:02:00.0 4"})
    void holdsTheContract(String change) throws IOException {
        Run run = Run.hv(("passthrough plan " + change + " --format json --root " + VFS).split(" "));

        assertThat(run.exitCode()).isZero();
        JsonContract.validate("passthrough-plan", run.out());
    }

    @Test
    void tellsProgramsWhatSpeaksAgainstIt() throws IOException {
        JsonNode json = JsonContract.parse(
                plan("bind", "0000:00:1f.2", "--format", "json").out());

        assertThat(json.get("refused").asBoolean()).isTrue();
        assertThat(json.at("/refusals/0/kind").asText()).isEqualTo("group-shared");
        assertThat(json.at("/refusals/0/canBeAllowed").asBoolean()).isTrue();
        assertThat(json.get("steps")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bind rubbish                           | not a PCI address: 'rubbish'; write for example 0000:3b:00.0",
                "bind 01:00.0 3                         | bind takes no '3'",
                "set-vfs 02:00.0                        | set-vfs needs the number of virtual functions",
                "set-vfs 02:00.0 many                   | the number of virtual functions cannot be 'many'",
                "set-vfs 02:00.0 1 --group              | --group is for bind and return",
                "create-mdev 02:00.0                    | create-mdev needs the type of the mediated device",
                "remove-mdev me                         | not a UUID: 'me'",
                "bind 01:00.0 --allow carries-root-disk | invalid value for option '--allow' (REASON): it is one of no-interrupt-remapping, group-shared, carries-default-route, use-unknown, and not 'carries-root-disk'"
            })
    void saysWhatIsWrongWithAChange(String words, String message) {
        Run run = plan(words.split(" +"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().strip()).isEqualTo("hv: " + message + "; see 'hv passthrough plan --help'");
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertThat(plan("bind", "ffff:fe:1f.7").err()).contains("the host has no such function");
        assertThat(plan("create-mdev", "01:00.0", "vgpu").err()).contains("its driver makes no mediated devices");
        assertThat(plan("remove-mdev", "4b20d080-1b54-4048-85b3-a6a62d165c01").err())
                .contains("there is no mediated device 4b20d080-1b54-4048-85b3-a6a62d165c01");
    }

    @Test
    void teachesInItsHelp() {
        assertThat(Run.hv("passthrough", "apply", "--help").out())
                .contains("bind ADDRESS", "set-vfs ADDRESS COUNT", "--dry-run", "--allow", "Nobody is");
        assertThat(Run.hv("passthrough").exitCode()).isEqualTo(2);
    }
}
