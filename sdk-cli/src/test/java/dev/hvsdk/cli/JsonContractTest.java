/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonContractTest {
    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "inspect, linux-vtd-vfs",
        "inspect, linux-vtd-vfio",
        "inspect, linux-amdvi",
        "inspect, xen-dom0-amdvi",
        "detect, linux-vtd",
        "detect, xen-dom0-amdvi",
        "explain, linux-vtd",
        "explain, xen-dom0-amdvi",
        "features, linux-amdvi",
        "devices, linux-vtd-vfs"
    })
    void holdsForCapturedHosts(String command, String host) throws IOException {
        Run run = Run.hv(command, "--root", Run.host(host), "--format", "json");

        assertThat(run.exitCode()).isZero();
        JsonContract.validate(command, run.out());
    }

    @ParameterizedTest
    @CsvSource({"inspect", "explain", "workloads", "features", "devices"})
    void holdsForAHostOfWhichNothingIsKnown(String command) throws IOException {
        Files.createDirectory(directory.resolve("proc"));
        JsonContract.validate(
                command,
                Run.hv(command, "--root", directory.toString(), "--format", "json")
                        .out());
    }

    @ParameterizedTest
    @CsvSource({"inspect", "detect", "explain", "workloads", "features", "devices", "backends"})
    void holdsForTheLiveMachine(String command) throws IOException {
        JsonContract.validate(command, Run.hv(command, "--format", "json").out());
    }

    @ParameterizedTest
    @CsvSource({"fake:kvm", "fake:xen", "fake:vsphere", "fake:containers"})
    void holdsForTheGuestsOfEveryFamily(String uri) throws IOException {
        Run run = Run.hv("guests", uri, "--format", "json");

        JsonContract.validate("guests", run.out());
        assertThat(JsonContract.parse(run.out()).at("/host/uri").asText()).isEqualTo(uri);
    }

    @Test
    void holdsForACapture() throws IOException {
        String copy = directory.resolve("copy").toString();
        Run run = Run.hv("capture", "--root", Run.host("linux-vtd"), copy, "--format", "json");

        JsonContract.validate("capture", run.out());
        assertThat(JsonContract.parse(run.out()).get("entries").asInt()).isPositive();
    }

    @Test
    void answersNullForWhatIsNotKnown() throws IOException {
        Files.createDirectory(directory.resolve("proc"));
        JsonNode json = JsonContract.parse(Run.hv("inspect", "--root", directory.toString(), "--format", "json")
                .out());

        assertThat(json.get("verdict").asText()).isEqualTo("unknown");
        assertThat(json.get("layers")).isEmpty();
        assertThat(json.at("/cpu/model").isNull()).isTrue();
        assertThat(json.at("/cpu/sockets").isNull()).isTrue();
        assertThat(json.at("/memory/totalBytes").isNull()).isTrue();
        assertThat(json.at("/memory/samePageMerging").isNull()).isTrue();
    }

    @Test
    void tellsAGuestByItsLayer() throws IOException {
        JsonNode json = JsonContract.parse(
                Run.hv("detect", "--root", Captures.x86(directory, true).toString(), "--format", "json")
                        .out());

        JsonNode layer = json.at("/layers/0");
        assertThat(layer.get("technology").asText()).isEqualTo("kvm");
        assertThat(layer.get("variant").isNull()).isTrue();
        assertThat(layer.get("approach").asText()).isEqualTo("full");
        assertThat(layer.get("vmm").asText()).isEqualTo("hosted");
        assertThat(layer.get("role").asText()).isEqualTo("guest");
        assertThat(layer.get("confidence").asText()).isEqualTo("certain");
        assertThat(layer.at("/evidence/0/value").asText()).isEqualTo("KVMKVMKVM");
    }

    @Test
    void tellsADeviceWithVirtualFunctions() throws IOException {
        JsonNode json = JsonContract.parse(Run.hv("devices", "--root", Run.host("linux-vtd-vfs"), "--format", "json")
                .out());

        JsonNode physical = device(json, "0000:02:00.0");
        assertThat(physical.get("vendorId").asText()).isEqualTo("1b36");
        assertThat(physical.get("deviceId").asText()).isEqualTo("0010");
        assertThat(physical.get("driver").asText()).isEqualTo("nvme");
        assertThat(physical.get("iommuGroup").asInt()).isEqualTo(11);
        assertThat(physical.at("/sriov/total").asInt()).isEqualTo(4);
        assertThat(physical.at("/sriov/current").asInt()).isEqualTo(2);
        assertThat(physical.get("physicalFunction").isNull()).isTrue();
        JsonNode virtual = device(json, "0000:02:00.1");
        assertThat(virtual.get("physicalFunction").asText()).isEqualTo("0000:02:00.0");
        assertThat(virtual.get("driver").isNull()).isTrue();
        assertThat(virtual.get("sriov").isNull()).isTrue();
    }

    private static JsonNode device(JsonNode json, String address) {
        return StreamSupport.stream(json.get("devices").spliterator(), false)
                .filter(device -> device.get("address").asText().equals(address))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void survivesEveryLocale() throws IOException {
        Captures.x86(directory, false);
        Files.writeString(
                directory.resolve("proc/cpuinfo"), "processor\t: 0\nmodel name\t: Prüfling 仮\nflags\t: fpu\n");

        Run run = Run.hv("inspect", "--root", directory.toString(), "--format", "json");

        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(run.out())).isTrue();
        assertThat(JsonContract.parse(run.out()).at("/cpu/model").asText()).isEqualTo("Prüfling 仮");
    }

    /** The test of the test: a schema that accepts everything would prove nothing. */
    @Test
    void isNotHeldByAnythingElse() {
        assertThatThrownBy(() -> JsonContract.validate("detect", "{ \"format\": 1 }"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> JsonContract.validate("features", "{ \"format\": 1, \"features\": [], \"more\": 1 }"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> JsonContract.validate("features", "{ \"format\": 2, \"features\": [] }"))
                .isInstanceOf(AssertionError.class);
    }
}
