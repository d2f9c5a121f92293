/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestValuesTest {
    private static final GuestInfo WEB = guest("web", GuestState.RUNNING);
    private static final GuestInfo DB = guest("db", GuestState.STOPPED);

    private static GuestInfo guest(String name, GuestState state) {
        return GuestInfo.builder(GuestId.of("id-" + name), name, state).build();
    }

    @ParameterizedTest
    @EnumSource(GuestState.class)
    void aQueryForAllMatchesEveryState(GuestState state) {
        assertThat(GuestQuery.all().matches(guest("x", state))).isTrue();
        assertThat(GuestQuery.active().matches(guest("x", state))).isEqualTo(state.isActive());
    }

    @Test
    void aGuestThatDoesNotRunIsNotActive() {
        assertThat(GuestState.values())
                .filteredOn(state -> !state.isActive())
                .containsExactly(GuestState.STOPPED, GuestState.CRASHED);
        assertThat(GuestState.values()).extracting(GuestState::id).contains("shutting-down");
    }

    @Test
    void aQueryMatchesByStateAndName() {
        GuestQuery query = GuestQuery.builder()
                .state(GuestState.RUNNING)
                .state(GuestState.PAUSED)
                .name("web")
                .build();
        assertThat(query.matches(WEB)).isTrue();
        assertThat(query.matches(guest("web", GuestState.STOPPED))).isFalse();
        assertThat(query.matches(guest("web2", GuestState.RUNNING))).isFalse();
        assertThat(query.states()).containsExactly(GuestState.RUNNING, GuestState.PAUSED);
        assertThat(query.name()).contains("web");
        assertThat(GuestQuery.all().states()).isEmpty();
        assertThat(GuestQuery.all().name()).isEmpty();
    }

    @Test
    void aQueryDoesNotChangeWithItsBuilder() {
        GuestQuery.Builder builder = GuestQuery.builder().state(GuestState.RUNNING);
        GuestQuery query = builder.build();
        builder.state(GuestState.STOPPED);
        assertThat(query.states()).containsExactly(GuestState.RUNNING);
        assertThatThrownBy(() -> query.states().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aListingDoesNotChange() {
        List<GuestInfo> guests = new ArrayList<>(List.of(WEB, DB));
        List<UnreadableGuest> broken = new ArrayList<>(List.of(UnreadableGuest.of(
                GuestId.of("x"),
                new HypervisorException.TimedOut(ErrorDetails.builder("hangs").build()))));
        GuestListing listing = GuestListing.of(guests, broken);
        guests.clear();
        broken.clear();
        assertThat(listing).containsExactly(WEB, DB);
        assertThat(listing.asList()).containsExactly(WEB, DB);
        assertThat(listing.stream()).containsExactly(WEB, DB);
        assertThat(listing.size()).isEqualTo(2);
        assertThat(listing.incomplete()).hasSize(1);
        assertThat(listing).hasToString("2 guests, 1 unreadable");
        assertThatThrownBy(() -> listing.asList().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> listing.incomplete().clear()).isInstanceOf(UnsupportedOperationException.class);
        Iterator<GuestInfo> iterator = listing.iterator();
        iterator.next();
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aListingOfGuestsThatCouldAllBeReadIsComplete() {
        assertThat(GuestListing.of(List.of(WEB)).incomplete()).isEmpty();
        assertThat(GuestListing.of(List.of())).isEmpty();
        assertThat(GuestListing.of(List.of())).hasToString("0 guests");
    }

    @Test
    void aReadingOfAGuestSaysOnlyWhatIsKnown() {
        assertThat(WEB.reason()).isEmpty();
        assertThat(WEB.technology()).isEmpty();
        assertThat(WEB.vcpus()).isEmpty();
        assertThat(WEB.memory()).isEmpty();
        assertThat(WEB.maxMemory()).isEmpty();
        assertThat(WEB.cpuTime()).isEmpty();
        assertThat(WEB.startedAt()).isEmpty();
        GuestInfo full = GuestInfo.builder(GuestId.of("1"), "web", GuestState.RUNNING)
                .reason(StateReason.BOOTED)
                .technology(Technology.KVM)
                .vcpus(2)
                .memory(MemorySize.ofGibibytes(1))
                .maxMemory(MemorySize.ofGibibytes(2))
                .cpuTime(Duration.ZERO)
                .startedAt(Instant.EPOCH)
                .build();
        assertThat(full.reason()).contains(StateReason.BOOTED);
        assertThat(full.technology()).contains(Technology.KVM);
        assertThat(full.vcpus()).hasValue(2);
        assertThat(full.memory()).contains(MemorySize.ofGibibytes(1));
        assertThat(full.maxMemory()).contains(MemorySize.ofGibibytes(2));
        assertThat(full.cpuTime()).contains(Duration.ZERO);
        assertThat(full.startedAt()).contains(Instant.EPOCH);
        assertThat(full).hasToString("web (running)");
    }

    @Test
    void noSentinelGetsIntoAReading() {
        GuestInfo.Builder builder = GuestInfo.builder(GuestId.of("1"), "web", GuestState.RUNNING);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.vcpus(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.vcpus(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.cpuTime(Duration.ofNanos(-1)));
    }

    @Test
    void anIdIsNotBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> GuestId.of(" "));
        assertThat(GuestId.of("a-1")).hasToString("a-1");
        EqualsVerifier.forClass(GuestId.class).verify();
    }

    @Test
    void aReasonIsAnOpenSetOfWellFormedIds() {
        assertThat(StateReason.of("booted")).isEqualTo(StateReason.BOOTED);
        assertThat(StateReason.of("my-reason")).hasToString("my-reason");
        EqualsVerifier.forClass(StateReason.class).verify();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Booted", "io_error", "a--b", "-"})
    void aMalformedReasonIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateReason.of(id))
                .withMessageContaining("from-snapshot");
    }

    @Test
    void aHostSaysOnlyWhatIsKnown() {
        HypervisorInfo software =
                HypervisorInfo.builder("kvm", "qemu:///system", "QEMU").build();
        assertThat(software).hasToString("QEMU at qemu:///system");
        assertThat(software.version()).isEmpty();
        assertThat(software.technology()).isEmpty();
        HypervisorInfo full = HypervisorInfo.builder("kvm", "qemu:///system", "QEMU")
                .version("7.2.22")
                .technology(Technology.KVM)
                .build();
        assertThat(full).hasToString("QEMU 7.2.22 at qemu:///system");
        assertThat(full.technology()).contains(Technology.KVM);
        HostInfo host = HostInfo.builder(CpuInfo.builder().build()).build();
        assertThat(host.name()).isEmpty();
        assertThat(host.memory()).isEmpty();
        assertThat(host.freeMemory()).isEmpty();
    }
}
