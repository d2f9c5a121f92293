/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.util.Map;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VsphereValuesTest {
    private static final String SECRET = "hunter2";
    private static final ErrorFactory ABOUT = ErrorFactory.of("vsphere");

    @ParameterizedTest
    @ValueSource(
            classes = {
                VsphereChange.class,
                VsphereCloneSpec.class,
                VsphereConsoleTicket.class,
                VsphereFileSystem.class,
                VspherePlace.class,
                VspherePlacement.class,
                VsphereProcess.class,
                VsphereProgram.class,
                VsphereTask.class,
                VsphereToolsInfo.class
            })
    void valuesAreEqualByTheirParts(Class<?> type) {
        EqualsVerifier.forClass(type)
                .suppress(Warning.NULL_FIELDS)
                .withPrefabValues(HypervisorException.class, ABOUT.notFound("one"), ABOUT.conflict("two"))
                .verify();
    }

    @Test
    void aPlaceSaysWhatIsSaidOfIt() {
        VspherePlace place =
                VspherePlace.builder().host("esx1").datastore("fast").build();
        assertThat(place).hasToString("host esx1, datastore fast");
        assertThat(VspherePlace.builder().build()).hasToString("");
    }

    @Test
    void noValueOfASettingIsShown() {
        VsphereChange change = VsphereChange.builder()
                .note(SECRET)
                .option("guestinfo.password", SECRET)
                .nested(true)
                .build();
        assertThat(change).hasToString("change of note, guestinfo.password, nested");
        assertThat(VsphereChange.builder().build()).hasToString("change of nothing");
    }

    @Test
    void settingsStayAsTheyWereWhenTheBuilderGoesOn() {
        VsphereChange.Builder builder = VsphereChange.builder().option("a", "1");
        VsphereChange first = builder.build();
        builder.option("b", "2");
        assertThat(first.options()).isEqualTo(Map.of("a", "1"));
        assertThatThrownBy(() -> first.options().put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void noArgumentOfAProgramIsShown() {
        VsphereProgram program = VsphereProgram.builder("/bin/login")
                .arguments(SECRET)
                .environment("PASSWORD", SECRET)
                .build();
        assertThat(program).hasToString("/bin/login");
    }

    @Test
    void noCommandLineIsShown() {
        VsphereProcess process = VsphereProcess.builder(7)
                .name("login")
                .commandLine("login " + SECRET)
                .build();
        assertThat(process).hasToString("7 login");
    }

    @Test
    void noTicketIsShown() {
        URI address = URI.create("wss://esx1.example:443/ticket/" + SECRET);
        assertThat(VsphereConsoleTicket.builder(address).build()).hasToString("ticket for esx1.example");
    }
}
