/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of what a server tells of a guest. */
class GuestReadingTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("vsphere").operation("read");
    private static final String CPUS = "summary.config.numCpu";
    private static final String MEMORY = "summary.config.memorySizeMB";
    private static final int ROUNDS = 500;

    private static Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("name", "web");
        told.put("runtime.powerState", "poweredOn");
        told.put("runtime.connectionState", "connected");
        told.put("runtime.bootTime", "2026-11-29T03:00:00.5+01:00");
        told.put(CPUS, "2");
        told.put(MEMORY, "256");
        told.put("summary.config.template", "false");
        return told;
    }

    private static ObjectContent content(Map<String, String> told) {
        List<Element> parts = new ArrayList<>(List.of(new ManagedRef("VirtualMachine", "vm-1").as("obj")));
        told.forEach((path, value) ->
                parts.add(Element.of("propSet", Element.ofText("name", path), Element.ofText("val", value))));
        return ObjectContent.of(Element.of("objects", parts));
    }

    private static GuestInfo read(Map<String, String> told) {
        return GuestReading.of(content(told), ABOUT);
    }

    private static GuestInfo readWith(String path, String value) {
        Map<String, String> told = told();
        told.put(path, value);
        return read(told);
    }

    private static GuestInfo readWithout(String... paths) {
        Map<String, String> told = told();
        told.keySet().removeAll(List.of(paths));
        return read(told);
    }

    @Test
    void readsAllThatIsTold() {
        GuestInfo guest = read(told());

        assertThat(guest.id().value()).isEqualTo("vm-1");
        assertThat(guest.name()).isEqualTo("web");
        assertThat(guest.state()).isEqualTo(GuestState.RUNNING);
        assertThat(guest.vcpus()).hasValue(2);
        assertThat(guest.memory()).contains(MemorySize.ofMebibytes(256));
        assertThat(guest.maxMemory()).contains(MemorySize.ofMebibytes(256));
        assertThat(guest.startedAt()).contains(Instant.parse("2026-11-29T02:00:00.5Z"));
        assertThat(guest.reason()).isEmpty();
    }

    static Stream<Arguments> states() {
        return Stream.of(
                argumentSet("on", "poweredOn", GuestState.RUNNING),
                argumentSet("off", "poweredOff", GuestState.STOPPED),
                argumentSet("suspended", "suspended", GuestState.PAUSED));
    }

    @ParameterizedTest
    @MethodSource("states")
    void readsStates(String told, GuestState state) {
        assertThat(readWith("runtime.powerState", told).state()).isEqualTo(state);
    }

    @Test
    void saysWhyAGuestIsAsItIs() {
        assertThat(readWith("runtime.powerState", "suspended").reason()).contains(StateReason.SAVED);
        assertThat(readWith("summary.config.template", "true").reason()).contains(StateReason.of("template"));
    }

    /** The server keeps when it was started last. */
    @Test
    void hasNoStartOfWhatDoesNotRun() {
        assertThat(readWith("runtime.powerState", "poweredOff").startedAt()).isEmpty();
    }

    @Test
    void leavesOpenWhatIsNotTold() {
        GuestInfo guest = readWithout(CPUS, MEMORY, "runtime.bootTime", "summary.config.template");

        assertThat(guest.vcpus()).isEmpty();
        assertThat(guest.memory()).isEmpty();
        assertThat(guest.startedAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "runtime.powerState"})
    void cannotDoWithoutNameAndState(String path) {
        assertThatThrownBy(() -> readWithout(path)).isInstanceOf(HypervisorException.PermissionDenied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disconnected", "inaccessible", "invalid", "orphaned"})
    void doesNotTellOfAGuestThatTheServerHasLostSightOf(String connection) {
        assertThatThrownBy(() -> readWith("runtime.connectionState", connection))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining(connection);
    }

    @Test
    void guessesNoStateThatItDoesNotKnow() {
        assertThatThrownBy(() -> readWith("runtime.powerState", "hibernating"))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("hibernating");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "4294967298", "9223372036854775807", "many"})
    void takesNoCountOfCpusThatCannotBe(String count) {
        assertThat(readWith(CPUS, count).vcpus()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "8796093022208", "9223372036854775807", "much"})
    void takesNoSizeOfMemoryThatCannotBe(String size) {
        assertThat(readWith(MEMORY, size).memory()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-29", "2026-11-29T03:00:00", "2026-13-29T03:00:00Z"})
    void takesNoTimeThatIsNone(String time) {
        assertThat(readWith("runtime.bootTime", time).startedAt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a%2fb,a/b", "a%2Fb,a/b", "a%5cb,a\\b", "100%25,100%", "%252f,%2f", "%255c,%5c", "%20,%20", "%,%"})
    void readsTheThreeEscapesOfNames(String told, String name) {
        assertThat(readWith("name", told).name()).isEqualTo(name);
    }

    @Test
    void escapesNamesSoThatTheyComeBack() {
        Random random = new Random(5);
        for (int i = 0; i < ROUNDS; i++) {
            String name = IntStream.range(0, 1 + random.nextInt(10))
                    .mapToObj(at -> String.valueOf("%25fFcC/\\aé".charAt(random.nextInt(11))))
                    .collect(Collectors.joining());

            String escaped = GuestReading.escaped(name);

            assertThat(escaped).doesNotContain("/", "\\");
            assertThat(GuestReading.unescaped(escaped)).isEqualTo(name);
        }
    }
}
