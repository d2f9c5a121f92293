/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HardwareProfile;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosts have. */
@Timeout(60)
class HostCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"fake:kvm", "fake:xen", "fake:vsphere", "fake:containers"})
    void keepsTheContractOfItsJsonForEveryFamily(String uri) throws IOException {
        Run run = Run.hv("host", uri, "--format", "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonContract.validate("host", run.out());
        JsonNode json = JsonContract.parse(run.out());
        assertThat(json.at("/host/uri").asText()).isEqualTo(uri);
        assertThat(json.get("backend").asText()).isEqualTo("fake");
        assertThat(json.at("/cpu/model").asText()).isNotEmpty();
        assertThat(json.get("features")).isNotEmpty();
        assertThat(json.get("capabilities").findValuesAsText("capability"))
                .containsExactly(
                        "bulk-statistics",
                        "definition-preview",
                        "device-control",
                        "features",
                        "networks",
                        "spec-options",
                        "storage-pools");
    }

    @Test
    void showsTheMachineAndWhyThereAreNoPools() {
        Run run = Bench.of(FakeHost.containers()).hv("host", "fake:containers");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).isEqualTo("Docker Engine (fake) 28.3.0 at fake:containers");
        assertThat(run.lines()).contains("Capabilities", "Features", "Devices");
        assertThat(run.lines())
                .anySatisfy(line -> assertThat(line.strip()).matches("memory +\\d+ GiB"))
                .anySatisfy(line -> assertThat(line.strip()).matches("networks +yes"))
                .anySatisfy(line -> assertThat(line.strip()).matches("storage-pools +no: .+"));
    }

    @Test
    void showsTheDevicesOfTheHost() {
        FakeHost fake = FakeHost.kvm().withHardware(HardwareProfile.GPUS_IN_ONE_GROUP);

        assertThat(Bench.of(fake).hv("host", "fake:kvm").out())
                .containsPattern("ADDRESS +DEVICE")
                .contains("blocked: ");
    }

    @Test
    void listsPoolsAndTheirVolumes() throws IOException {
        FakeHost fake = FakeHost.kvm();
        String pool = withVolume(fake);

        Run table = Bench.of(fake).hv("pools", "fake:kvm");
        assertThat(table.lines().get(0)).startsWith("NAME  ");
        assertThat(table.lines().get(1)).startsWith(pool).contains("active", "1 TiB");
        Run json = Bench.of(fake).hv("pools", "fake:kvm", "--format", "json");
        JsonContract.validate("pools", json.out());
        assertThat(JsonContract.parse(json.out()).at("/pools/0/capacityBytes").asLong())
                .isEqualTo(1L << 40);

        Run volumes = Bench.of(fake).hv("volumes", "fake:kvm", pool);
        assertThat(volumes.lines().get(1)).startsWith("web.qcow2").contains("qcow2   20 GiB");
        Run volumesJson = Bench.of(fake).hv("volumes", "fake:kvm", pool, "--format", "json");
        JsonContract.validate("volumes", volumesJson.out());
        assertThat(JsonContract.parse(volumesJson.out()).at("/volumes/0/pool").asText())
                .isEqualTo(pool);
    }

    private static String withVolume(FakeHost fake) {
        try (Hypervisor host = fake.open()) {
            StoragePools pools = host.capability(StoragePools.class).require();
            String pool = pools.list().get(0).name();
            VolumeSpec volume = VolumeSpec.builder("web.qcow2", MemorySize.ofGibibytes(20))
                    .format("qcow2")
                    .build();
            pools.createVolume(pool, volume).await();
            return pool;
        }
    }

    @Test
    void asksWhichPoolWasMeant() {
        Run run = Bench.of(FakeHost.kvm()).hv("volumes", "fake:kvm", "defautl");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains(
                        "there is no pool 'defautl' on fake:kvm, did you mean 'default'?; 'hv pools fake:kvm' lists them")
                .hasLineCount(1);
    }

    @Test
    void listsNetworks() throws IOException {
        Run table = Run.hv("networks", "fake:kvm");
        Run json = Run.hv("networks", "fake:kvm", "--format", "json");

        assertThat(table.lines().get(0)).startsWith("NAME  ");
        assertThat(table.lines().get(1)).contains("nat", "active");
        JsonContract.validate("networks", json.out());
        assertThat(JsonContract.parse(json.out()).at("/networks/0/mode").asText())
                .isEqualTo("nat");
    }

    @Test
    void saysThatAPoolIsEmpty() {
        assertThat(Run.hv("volumes", "fake:kvm", "default").out().strip()).isEqualTo("no volumes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pools fake:containers", "volumes fake:containers default"})
    void saysWhyAHostHasNone(String line) {
        Run run = Run.hv(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("StoragePools").hasLineCount(1);
    }
}
