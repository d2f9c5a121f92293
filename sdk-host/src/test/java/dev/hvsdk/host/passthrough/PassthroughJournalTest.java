/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import static dev.hvsdk.host.passthrough.PlayedHost.NIC;
import static dev.hvsdk.host.passthrough.PlayedHost.NVME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.machine.PciAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left when a process dies, and how it is taken back. */
class PassthroughJournalTest {
    private static final PciAddress SATA = PciAddress.parse("0000:00:1f.2");
    private static final PciAddress IDLE = PciAddress.parse("0000:00:09.0");
    private static final UUID SHARE = UUID.fromString("4b20d080-1b54-4048-85b3-a6a62d165c01");

    @TempDir
    private Path directory;

    private PlayedHost host;

    @BeforeEach
    void play() {
        host = new PlayedHost(directory.resolve("host")).divides(NVME, "part", 1);
    }

    private void apply(DeviceChange change) {
        host.passthrough().apply(host.passthrough().plan(change));
    }

    private Path file() {
        return host.journal().resolve("passthrough.journal");
    }

    /** All changes, each killed at each of its writes, before and after the kernel has seen it. */
    static Stream<Arguments> deaths() {
        return Stream.of(
                        Map.entry(new DeviceChange.BindToVfio(NIC), 3),
                        Map.entry(new DeviceChange.BindGroupToVfio(SATA), 4),
                        Map.entry(new DeviceChange.SetVirtualFunctions(NVME, 2), 1),
                        Map.entry(new DeviceChange.CreateMediatedDevice(NVME, "part", SHARE), 1))
                .flatMap(change -> Stream.iterate(1, write -> write <= change.getValue(), write -> write + 1)
                        .flatMap(write -> Stream.of(true, false)
                                .map(isBefore -> Arguments.of(change.getKey(), write, isBefore))));
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void kill(DeviceChange change, int write, boolean isBefore) {
        int last = host.writes().size() + write;
        host.trouble((number, path, before) -> {
            if (number == last && before == isBefore) {
                throw new Killed();
            }
        });
        assertThatThrownBy(() -> apply(change)).isInstanceOf(Killed.class);
        host.trouble((number, path, before) -> {});
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void takesBackWhatADeadProcessHasDone(DeviceChange change, int write, boolean isBefore) {
        Map<String, String> before = host.state();
        kill(change, write, isBefore);

        assertThatThrownBy(() -> apply(new DeviceChange.BindToVfio(IDLE)))
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("an earlier change is half done: ")
                .hasMessageContaining("hv passthrough undo");
        UndoReport planned = host.passthrough().planUndo();
        assertThat(planned.state()).isEqualTo(UndoReport.State.INTERRUPTED);
        assertThat(planned.summary()).contains("interrupted in step " + write + " of ");

        assertThat(host.passthrough().undo()).isEqualTo(planned);
        assertThat(host.state()).isEqualTo(before);
        assertThat(host.passthrough().undo().state()).isEqualTo(UndoReport.State.NOTHING);
    }

    @Test
    void takesBackAReturnThatWasKilled() {
        apply(new DeviceChange.BindToVfio(NIC));
        Map<String, String> bound = host.state();
        kill(new DeviceChange.ReturnToHost(NIC), 2, false);

        host.passthrough().undo();
        assertThat(host.state()).isEqualTo(bound);
    }

    @Test
    void takesBackANumberThatWasKilledBetweenNoneAndTheNewOne() {
        apply(new DeviceChange.SetVirtualFunctions(NVME, 2));
        Map<String, String> two = host.state();
        kill(new DeviceChange.SetVirtualFunctions(NVME, 3), 1, false);

        assertThat(host.passthrough().undo().steps()).hasSize(1);
        assertThat(host.state()).isEqualTo(two);
    }

    @Test
    void takesBackAgainWhenTakingBackWasKilled() {
        Map<String, String> before = host.state();
        apply(new DeviceChange.BindToVfio(NIC));
        int last = host.writes().size() + 2;
        host.trouble((number, path, isBefore) -> {
            if (number == last && isBefore) {
                throw new Killed();
            }
        });
        assertThatThrownBy(() -> host.passthrough().undo()).isInstanceOf(Killed.class);
        host.trouble((number, path, isBefore) -> {});

        host.passthrough().undo();
        assertThat(host.state()).isEqualTo(before);
    }

    @Test
    void takesBackAWholeChangeToo() {
        Map<String, String> before = host.state();
        apply(new DeviceChange.BindToVfio(NIC));

        assertThat(host.passthrough().undo().state()).isEqualTo(UndoReport.State.APPLIED);
        assertThat(host.state()).isEqualTo(before);
    }

    @Test
    void saysThatABootHasTakenItBack() {
        kill(new DeviceChange.BindToVfio(NIC), 1, false);
        host.boot();

        assertThat(host.passthrough().undo().state()).isEqualTo(UndoReport.State.STALE);
        assertThat(host.journal().resolve("passthrough.journal.stale")).exists();
        assertThat(host.passthrough().undo().state()).isEqualTo(UndoReport.State.NOTHING);
    }

    @Test
    void doesNotLetAnOldBootStandInTheWay() throws IOException {
        kill(new DeviceChange.BindToVfio(NIC), 1, true);
        host.boot();

        apply(new DeviceChange.BindToVfio(NIC));
        assertThat(host.driver(NIC)).isEqualTo("vfio-pci");
    }

    @Test
    void writesALineBeforeAndAfterEachStep() throws IOException {
        apply(new DeviceChange.BindToVfio(NIC));

        List<String> lines = Files.readAllLines(file());
        assertThat(lines).allMatch(line -> line.startsWith("{\"format\":1,\"event\":\""));
        assertThat(lines)
                .extracting(line -> line.split("\"")[5])
                .containsExactly("begin", "step", "done", "step", "done", "step", "done", "end");
        assertThat(lines.get(3))
                .contains("\"attribute\":\"driver\"", "\"subject\":\"0000:01:00.0\"", "\"before\":\"e1000e\"");
    }

    @Test
    void passesOverALineThatWasBeingWritten() throws IOException {
        Map<String, String> before = host.state();
        kill(new DeviceChange.BindToVfio(NIC), 2, false);
        Files.writeString(file(), "{\"format\":1,\"event\":\"ste", StandardOpenOption.APPEND);

        host.passthrough().undo();
        assertThat(host.state()).isEqualTo(before);
        assertThat(host.passthrough().undo().state()).isEqualTo(UndoReport.State.NOTHING);
        apply(new DeviceChange.BindToVfio(NIC));
    }

    @Test
    void refusesAJournalThatItDoesNotUnderstand() throws IOException {
        Files.createDirectories(host.journal());
        for (String line : List.of("rubbish", "{\"format\":2,\"event\":\"begin\"}", "{\"format\":1,\"event\":\"?\"}")) {
            Files.writeString(file(), line + "\n");

            assertThatThrownBy(() -> host.passthrough().undo())
                    .isInstanceOf(HypervisorException.HostFailure.class)
                    .hasMessageContaining("line 1");
            assertThatThrownBy(() -> apply(new DeviceChange.BindToVfio(NIC)))
                    .isInstanceOf(HypervisorException.HostFailure.class);
        }
        assertThat(host.writes()).isEmpty();
    }

    @Test
    void changesNothingWhereTheJournalCannotBeWritten() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> host.passthrough()
                        .journalIn(file)
                        .apply(host.passthrough().plan(new DeviceChange.BindToVfio(NIC))))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("nothing is changed without it");
        assertThat(host.writes()).isEmpty();
    }

    @Test
    void keepsTheJournalWhereItIsTold() {
        Path elsewhere = directory.resolve("a/b");
        host.passthrough().journalIn(elsewhere).apply(host.passthrough().plan(new DeviceChange.BindToVfio(NIC)));

        assertThat(elsewhere.resolve("passthrough.journal")).exists();
        assertThat(host.passthrough().planUndo().state()).isEqualTo(UndoReport.State.NOTHING);
        host.passthrough().journalIn(elsewhere).undo();
        assertThat(host.driver(NIC)).isEqualTo("e1000e");
    }
}
