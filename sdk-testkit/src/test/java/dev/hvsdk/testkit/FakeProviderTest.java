/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.Backend;
import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fake hosts by URI. */
class FakeProviderTest {
    @Test
    void isFoundAndReady() {
        Backend fake = Hypervisors.load().backends().stream()
                .filter(backend -> backend.id().equals("fake"))
                .findFirst()
                .orElseThrow();

        assertThat(fake.schemes()).containsExactly("fake");
        assertThat(fake.probe().isAvailable()).isTrue();
    }

    /** The tests run on the module path, where this file is not read; on the class path it is all there is. */
    @Test
    void isDeclaredForTheClassPathToo() throws IOException {
        try (InputStream declared =
                FakeProvider.class.getResourceAsStream("/META-INF/services/dev.hvsdk.spi.HypervisorProvider")) {
            assertThat(declared).isNotNull();
            assertThat(new String(declared.readAllBytes(), StandardCharsets.UTF_8).trim())
                    .isEqualTo(FakeProvider.class.getName());
        }
    }

    @ParameterizedTest
    @CsvSource({"fake:kvm, kvm", "fake:xen, xen", "fake:vsphere, vmware", "fake:containers, docker"})
    void opensAHostOfEachFamilyWithGuestsToSee(String uri, String technology) {
        try (Hypervisor host = Hypervisors.load().open(uri)) {
            assertThat(host.info().uri()).isEqualTo(uri);
            assertThat(host.info().technology().orElseThrow().id()).isEqualTo(technology);
            assertThat(host.guests())
                    .extracting(Object::toString)
                    .containsExactly("web (running)", "db (running)", "build (paused)", "old (stopped)");
        }
    }

    @Test
    void opensAHostOfItsOwnAtEachCall() {
        try (Hypervisor one = Hypervisors.load().open("fake:kvm");
                Hypervisor other = Hypervisors.load().open("fake:kvm")) {
            one.findGuest("web").orElseThrow().stop().await();

            assertThat(other.findGuest("web").orElseThrow().info().state()).isEqualTo(GuestState.RUNNING);
        }
    }

    @Test
    void opensAsManyGuestsAsAskedFor() {
        try (Hypervisor host = Hypervisors.load().open("fake:containers?guests=3")) {
            assertThat(host.guests()).extracting(GuestInfo::name).containsExactly("fake-1", "fake-2", "fake-3");
        }
    }

    @Test
    void sharesANamedHostAsLongAsSomebodyIsConnected() {
        Hypervisors backends = Hypervisors.load();
        try (Hypervisor one = backends.open("fake:kvm?name=ci&guests=0")) {
            one.define(GuestSpec.builder("mine").build()).await();
            try (Hypervisor other = Hypervisors.load().open("fake:kvm?name=ci");
                    Hypervisor another = backends.open("fake:kvm?name=other&guests=0");
                    Hypervisor xen = backends.open("fake:xen?name=ci&guests=0")) {
                assertThat(other.findGuest("mine")).isPresent();
                assertThat(another.guests()).isEmpty();
                assertThat(xen.guests()).isEmpty();
            }
            assertThat(one.findGuest("mine")).isPresent();
        }
        try (Hypervisor later = backends.open("fake:kvm?name=ci&guests=0")) {
            assertThat(later.guests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake:hyper-v", "fake:KVM", "fake:kvm/", "fake:///kvm", "fake:?name=x"})
    void namesTheHostsThereAreWhenAskedForAnother(String uri) {
        assertThatThrownBy(() -> Hypervisors.load().open(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("known are fake:kvm, fake:xen, fake:vsphere, fake:containers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake:kvm?guest=3", "fake:kvm?guests=many", "fake:kvm?guests=-1", "fake:kvm?name="})
    void refusesParametersThatItDoesNotUnderstand(String uri) {
        assertThatThrownBy(() -> Hypervisors.load().open(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*(guests|name).*");
    }

    @Test
    void playsARecording(@TempDir Path directory) {
        Path file = directory.resolve("a host.json");
        try (Hypervisor host =
                FakeHost.xen().withGuest("mine", GuestState.RUNNING).open()) {
            HostRecorder.record(host).writeTo(file);
        }
        try (Hypervisor host = Hypervisors.load().open("fake:" + file.toUri())) {
            assertThat(host.guests()).extracting(Object::toString).containsExactly("mine (running)");
            assertThat(host.info().product()).isEqualTo("Xen (fake)");
        }
    }

    @Test
    void saysWhatIsWrongWithTheUriOfARecording() {
        assertThatThrownBy(() -> Hypervisors.load().open("fake:file:/no/such/host.json"))
                .isInstanceOf(HypervisorException.NotFound.class)
                .hasMessageContaining("/no/such/host.json");
        assertThatThrownBy(() -> Hypervisors.load().open("fake:file:host.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write fake:file:/path/recording.json");
    }

    @Test
    void aHostGivesItselfToCodeThatTakesBackends() {
        FakeHost fake = FakeHost.kvm().withGuest("mine", GuestState.RUNNING);
        try (Hypervisor host = Hypervisors.of(fake.provider()).open("fake:anything")) {
            assertThat(host.guests()).extracting(GuestInfo::name).containsExactly("mine");
            assertThat(host.info().uri()).isEqualTo("fake:anything");
        }
    }
}
