/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCommandTest {
    @TempDir
    Path directory = Path.of("");

    private Path file() {
        return directory.resolve("a host.json");
    }

    private Run record(String uri, String... more) {
        return Run.hv(args(uri, more));
    }

    private String[] args(String uri, String... more) {
        return Stream.concat(Stream.of("record", uri, "-o", file().toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void writesAFileThatOpensAsAFakeHost() throws IOException {
        Run run = record("fake:kvm", "--format", "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonContract.validate("record", run.out());
        String uri = JsonContract.parse(run.out()).get("uri").asText();
        assertThat(Run.withColumns(120, "guests", uri).out()).containsPattern("web +running +booted +kvm");
    }

    @Test
    void saysHowToOpenIt() {
        Run run = record("fake:xen");

        assertThat(run.out()).contains("Wrote the recording of").contains("Open it as fake:file:/");
        assertThat(run.err()).isEmpty();
    }

    private Run recordWithFailures(int guests, String... more) {
        FakeHost fake = FakeHost.kvm().withGuests(guests, GuestState.RUNNING);
        fake.faults().on(HostCall.READ_GUEST).fail(HypervisorException.PermissionDenied.class);
        return Bench.of(fake).hv(args("fake:kvm", more));
    }

    @Test
    void saysWhatCouldNotBeRead() {
        Run run = recordWithFailures(2);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Could not be read, and is missing: ", "guest fake-1: ", "guest fake-2: ", "the test says so")
                .doesNotContain("more;");
    }

    @Test
    void saysOfManyHowManyCouldNotBeRead() {
        assertThat(recordWithFailures(20).out()).containsPattern("and \\d+ more; the file names all of them");
    }

    @Test
    void namesWhatCouldNotBeReadAsJson() throws IOException {
        Run run = recordWithFailures(20, "--format", "json");

        JsonContract.validate("record", run.out());
        assertThat(JsonContract.parse(run.out()).get("guests").asInt()).isEqualTo(20);
        assertThat(JsonContract.parse(run.out()).get("devices").asInt()).isEqualTo(10);
        assertThat(JsonContract.parse(run.out()).get("unreadable").findValuesAsText("what"))
                .contains("guest fake-1", "guest fake-20");
    }

    @Test
    void masksNames() throws IOException {
        assertThat(record("fake:kvm", "--mask").exitCode()).isZero();

        assertThat(Files.readString(file())).contains("guest-1").doesNotContain("\"web\"");
    }

    @Test
    void replacesAFileOnlyByForce() throws IOException {
        Files.writeString(file(), "precious");

        Run refused = record("fake:kvm");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("--force").hasLineCount(1);
        assertThat(file()).hasContent("precious");

        assertThat(record("fake:kvm", "--force").exitCode()).isZero();
        assertThat(Files.readString(file())).contains("\"format\"");
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        fake.faults().on(HostCall.LIST_GUESTS).fail(HypervisorException.HostFailure.class);

        Run run = Bench.of(fake).hv(args("fake:kvm"));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).hasLineCount(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysThatThereIsNoDirectory() {
        Run run = Run.hv(
                "record", "fake:kvm", "-o", directory.resolve("no/host.json").toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("there is no directory").hasLineCount(1);
    }

    @Test
    void refusesADirectory() {
        Run run = Run.hv("record", "fake:kvm", "-o", directory.toString(), "--force");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("is a directory").hasLineCount(1);
    }
}
