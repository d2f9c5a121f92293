/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.capability.NativeDefinition;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlFileTest {
    private static final String SECRETS = """
            # by hand
            vncpasswd = "s3cret"
            vfb = [ "type=vnc,vncpasswd=s3cret,vnclisten=127.0.0.1" ]
            disk = [ "vdev=xvda,target=rbd:pool/one:id=admin:key=s3cret==:mon_host=a" ]
            """;

    @TempDir
    private Path directory;

    private StandInHost standIn;
    private Hypervisor host;
    private NativeDefinition definition;

    @BeforeEach
    void define() {
        standIn = StandInHost.in(directory);
        host = standIn.open();
        Guest guest = standIn.defined(host, "web", UnaryOperator.identity());
        standIn.write("web", standIn.file("web") + SECRETS);
        definition = guest.capability(NativeDefinition.class).require();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void tellsAllButSecrets() {
        assertThat(definition.text())
                .contains("# by hand", "vnclisten=127.0.0.1", "rbd:pool/one:id=admin:mon_host=a")
                .doesNotContain("s3cret");
    }

    @Test
    void keepsSecretsWhereTheTextDoesNotMentionThem() {
        definition.replace(definition.text() + "on_crash = \"preserve\"\n").await();

        assertThat(standIn.file("web"))
                .contains("preserve", "vncpasswd=s3cret,", "key=s3cret==", "vncpasswd = \"s3cret\"");
    }

    @Test
    void refusesTheFileOfAnotherGuest() {
        String before = standIn.file("web");

        assertThatThrownBy(() -> definition
                        .replace(definition.text().replace("\"web\"", "\"other\""))
                        .await())
                .isInstanceOf(Conflict.class);
        assertThat(standIn.file("web")).isEqualTo(before);
    }

    @Test
    void refusesWhatXlDoesNotRead() {
        String before = standIn.file("web");

        assertThatThrownBy(() -> definition.replace("name = \"web").await()).isInstanceOf(HostFailure.class);
        assertThat(standIn.file("web")).isEqualTo(before);
    }
}
