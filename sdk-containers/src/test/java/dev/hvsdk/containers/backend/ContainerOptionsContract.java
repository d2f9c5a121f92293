/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.RestartPolicy;
import dev.hvsdk.live.ContainerImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container is asked for is what it has, as seen from inside it. */
abstract class ContainerOptionsContract extends ContainerLab {
    private static final String NAME = "hvcap-options";

    private Guest with(GuestExtension options) {
        Guest guest = host().define(spec(options)).await(PATIENCE);
        guest.start().await(PATIENCE);
        return guest;
    }

    private GuestSpec spec(GuestExtension options) {
        return GuestSpec.builder(NAME)
                .boot(BootSource.image(daemon().image(), List.of(ContainerImage.INIT, "sleep", "100000")))
                .with(options)
                .build();
    }

    private static String says(Guest guest, String script) {
        return run(guest, ExecSpec.of("sh", "-c", script)).outputText();
    }

    @Test
    void theCommandHasItsSurroundings() {
        Guest guest = with(ContainerOptions.builder()
                .environment("GREETING", "good day = guten Tag")
                .workingDirectory("/tmp")
                .user("1000:1001")
                .hostname("by-name")
                .maxProcesses(42)
                .build());

        assertThat(says(guest, "echo $GREETING; pwd; id -u; id -g"))
                .isEqualTo("good day = guten Tag\n/tmp\n1000\n1001\n");
        assertThat(says(guest, "hostname")).isEqualTo("by-name\n");
        assertThat(guest.capability(NativeDefinition.class).require().text()).contains("\"PidsLimit\"");
    }

    @Test
    void directoriesVolumesAndMemoryAreMounted(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("file"), "of the host");
        Guest guest = with(ContainerOptions.builder()
                .mount(ContainerMount.bind(directory.toString(), "/of-host").readOnly())
                .mount(ContainerMount.volume("hvcap-volume", "/kept"))
                .mount(ContainerMount.tmpfs("/gone").limitedTo(MemorySize.ofMebibytes(4)))
                .build());

        assertThat(says(guest, "cat /of-host/file")).isEqualTo("of the host");
        assertThat(says(guest, "touch /of-host/new 2>&1")).contains("Read-only");
        assertThat(says(guest, "df -k /gone | tail -1")).contains("tmpfs").contains(" 4096 ");
        assertThat(says(guest, "echo kept > /kept/file; cat /kept/file")).isEqualTo("kept\n");
    }

    @Test
    void rightsAreTakenAndGiven() {
        Guest guest = with(ContainerOptions.builder()
                .dropCapability("ALL")
                .addCapability("CAP_NET_RAW")
                .readOnlyRoot(true)
                .build());

        // Bit 13 is CAP_NET_RAW in linux/capability.h.
        assertThat(says(guest, "grep CapPrm /proc/self/status")).isEqualTo("CapPrm:\t0000000000002000\n");
        assertThat(says(guest, "touch /file 2>&1")).contains("Read-only");
    }

    @Test
    void labelsAndTheRestartPolicyAreKept() {
        Guest guest = with(ContainerOptions.builder()
                .label("owner", "hvsdk")
                .restartPolicy(RestartPolicy.onFailure(3))
                .build());

        assertThat(guest.capability(NativeDefinition.class).require().text())
                .contains("\"owner\"")
                .contains("\"on-failure\"");
    }

    @Test
    void namesOnACommandLineMeanTheSame() {
        SpecOptions options = host().capability(SpecOptions.class).require();

        Guest guest =
                with(options.extension(Map.of("workdir", "/etc", "user", "7", "tmpfs", "/a,/b", "read-only", "yes")));

        assertThat(says(guest, "pwd; id -u; grep -c 'tmpfs /[ab] ' /proc/mounts; touch /x 2>&1"))
                .startsWith("/etc\n7\n2\n")
                .contains("Read-only");
    }

    /** Whether the engine makes a directory of the host that is to be mounted and is not there. */
    boolean makesMissingDirectories() {
        return false;
    }

    @Test
    void aMissingDirectoryOfTheHostIsToldAtOnce(@TempDir Path directory) {
        Path missing = directory.resolve("missing");
        ContainerOptions options = ContainerOptions.builder()
                .mount(ContainerMount.bind(missing.toString(), "/data"))
                .build();

        if (makesMissingDirectories()) {
            assertThat(says(with(options), "ls -d /data")).isEqualTo("/data\n");
            assertThat(missing).isDirectory();
        } else {
            assertThatThrownBy(() -> host().define(spec(options)).await(PATIENCE))
                    .isInstanceOf(HypervisorException.class)
                    .hasMessageContaining(missing.toString());
        }
    }

    @Test
    void devicesByNameAreRefusedWhereTheEngineWouldIgnoreThem() {
        assertThatThrownBy(() -> host().define(spec(ContainerOptions.builder()
                                .cdiDevice("nvidia.com/gpu=0")
                                .build()))
                        .await(PATIENCE))
                .isInstanceOfSatisfying(
                        HypervisorException.Unsupported.class,
                        refused -> assertThat(refused.reason())
                                .isIn(Support.Reason.TOO_OLD, Support.Reason.NOT_IMPLEMENTED));
    }

    /** What only another family knows. */
    private static final class Foreign implements GuestExtension {}

    @Test
    void optionsOfAnotherFamilyAreRefused() {
        assertThatThrownBy(() -> host().define(spec(new Foreign())).await(PATIENCE))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("Foreign");
        assertThat(host().findGuest(NAME)).isEmpty();
    }
}
