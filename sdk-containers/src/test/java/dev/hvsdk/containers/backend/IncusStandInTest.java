/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.machine.Technology;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs between Incus and LXD, at a stand-in: no Incus was run. And what both do with daemons that are not as they should be. */
class IncusStandInTest {
    private static final String INCUS = server("incus", "6.0.4", "trusted", "instances");

    @TempDir
    Path directory;

    private static String server(String name, String version, String auth, String extension) {
        return ("{'type':'sync','status_code':200,'metadata':{'auth':'" + auth + "','api_extensions':['" + extension
                        + "'],'environment':{'server':'" + name + "','server_version':'" + version
                        + "','server_name':'host','kernel_architecture':'x86_64'}}}")
                .replace('\'', '"');
    }

    private Path socket() {
        return directory.resolve("s");
    }

    private Hypervisor open(String scheme) {
        return new IncusProvider().open(ConnectSpec.of(URI.create(scheme + "://" + socket())));
    }

    private StandInDaemon daemon(String greeting) throws IOException {
        String instances =
                "{'type':'sync','metadata':[{'name':'web','type':'container','status_code':103,'project':'default'}]}";
        return StandInDaemon.at(
                socket(), Map.of("/1.0", greeting, "/1.0/instances?recursion=1", instances.replace('\'', '"')));
    }

    @Test
    void theProductIsWhatAnswers() throws IOException {
        try (StandInDaemon daemon = daemon(INCUS);
                Hypervisor host = open("incus+unix")) {
            assertThat(daemon).isNotNull();
            assertThat(host.info().product()).isEqualTo("Incus");
            assertThat(host.info().version()).contains("6.0.4");
            assertThat(host.guests()).singleElement().satisfies(guest -> {
                assertThat(guest.name()).isEqualTo("web");
                assertThat(guest.technology()).contains(Technology.INCUS);
            });
        }
    }

    @Test
    void whomItDoesNotTrustIsToldWhatToDo() throws IOException {
        try (StandInDaemon daemon = daemon(server("incus", "6.0.4", "untrusted", "instances"))) {
            assertThat(daemon).isNotNull();
            assertThatThrownBy(() -> open("incus+unix"))
                    .isInstanceOf(HypervisorException.PermissionDenied.class)
                    .hasMessageContaining("cert");
        }
    }

    @Test
    void aVersionThatIsTooOldSaysSo() throws IOException {
        try (StandInDaemon daemon = daemon(server("lxd", "3.0.3", "trusted", "storage"))) {
            assertThat(daemon).isNotNull();
            assertThatThrownBy(() -> open("incus+unix"))
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("3.0.3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "no json", "{\"metadata\":{\"auth\":\"trusted\"}}", "{\"metadata\":null}"})
    void whatIsNoDaemonIsATypedError(String greeting) throws IOException {
        try (StandInDaemon daemon = daemon(greeting)) {
            assertThat(daemon).isNotNull();
            assertThatThrownBy(() -> open("incus+unix")).isInstanceOf(HypervisorException.class);
        }
    }

    @Test
    void theErrorTellsWhereNobodyAnswered() {
        assertThatThrownBy(() -> open("incus+unix"))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining(socket().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incus:///some/where",
                "incus://host/",
                "incus+unix:///",
                "incus+tcp:///",
                "incus+tcp://user@host/",
                "incus:///?cert=x",
                "lxd:///"
            })
    void urisThatSayNothingUsefulAreRefused(String uri) {
        assertThatThrownBy(() -> new IncusProvider().open(ConnectSpec.of(URI.create(uri))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
