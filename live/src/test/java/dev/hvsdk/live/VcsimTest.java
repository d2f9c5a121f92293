/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@Live(Engine.VCSIM)
class VcsimTest {

    @Test
    void isSharedByTheTestsOfOneJvm(Vcsim vcenter) {
        assertThat(vcenter).isSameAs(Vcsim.vcenter());
        assertThat(vcenter.uri()).isEqualTo("vsphere://user@127.0.0.1:" + vcenter.port() + "/");
        assertThat(vcenter.cli().run("list").lines()).hasSize(2).allMatch(line -> line.contains("poweredOn"));
    }

    @Test
    void isAHostWhereOneIsWanted() {
        assertThat(Vcsim.esx().uri()).startsWith("esx://root@");
        assertThat(Vcsim.esx().cli().run("list")).contains("ha-host_VM0");
        assertThat(Vcsim.esx().cli().refuses("clone", "ha-host_VM0", "copy")).isTrue();
    }

    @Test
    @Live({Engine.VCSIM, Engine.LIBVIRTD})
    void isAHostForLibvirtToo() {
        try (Vcsim esx = Vcsim.setup().esx().realXml().start()) {
            assertThat(esx.virsh().run("list", "--name").lines()).contains("ha-host_VM0", "ha-host_VM1");
            assertThat(esx.virsh().run("domstate", "ha-host_VM0")).isEqualTo("running");
        }
    }

    @Test
    void changesGuestsByItsOwnClient() {
        Tool cli = Vcsim.vcenter().cli();
        cli.run("create", "changes");
        try {
            cli.run("power-on", "changes");
            cli.run("reconfigure", "changes", "4", "2048");
            cli.run("snapshot", "changes", "first");
            cli.run("snapshot", "changes", "second");

            assertThat(cli.run("list")).containsPattern("changes\tpoweredOn\t[0-9a-f-]{36}\t4\t2048");
            assertThat(cli.run("snapshots", "changes").lines()).containsExactly("first", "  second *");
            assertThat(cli.run("property", "changes", "config.hardware.numCPU")).isEqualTo("4");
        } finally {
            cli.run("power-off", "changes");
            cli.run("destroy", "changes");
        }
    }

    @Test
    @Live(Engine.PYVMOMI)
    void tellsPyvmomiWhatItTellsItsOwnClient() {
        try (Vcsim vcenter = Vcsim.setup().guests(2).start()) {
            vcenter.cli().run("snapshot", "DC0_C0_RP0_VM0", "before");
            vcenter.pyvmomi().run("power-off", "DC0_C0_RP0_VM0");

            assertThat(vcenter.pyvmomi().run("list"))
                    .contains("poweredOff")
                    .isEqualTo(vcenter.cli().run("list"));
            assertThat(vcenter.pyvmomi().run("snapshots", "DC0_C0_RP0_VM0")).isEqualTo("before *");
        }
    }

    @Test
    void refusesAsRealServersDo() {
        Tool cli = Vcsim.vcenter().cli();
        cli.run("create", "refused");
        try {
            assertThat(cli.refuses("create", "refused"))
                    .as("a second one of a name")
                    .isTrue();
            assertThat(cli.refuses("clone", "DC0_C0_RP0_VM0", "refused")).isTrue();
            assertThat(cli.refuses("rename", "DC0_C0_RP0_VM0", "refused")).isTrue();
            assertThat(cli.refuses("suspend", "refused"))
                    .as("what does not run")
                    .isTrue();
        } finally {
            cli.run("destroy", "refused");
        }
    }

    @Test
    void offersConsolesAndRebootsOfWhatRunsOnly() {
        try (Vcsim vcenter = Vcsim.setup().guests(1).start()) {
            SoapCall soap = SoapCall.at(vcenter);
            soap.login();
            String guest = soap.firstGuest();
            List<Supplier<String>> calls = List.of(
                    () -> soap.call("AcquireTicket", "VirtualMachine", guest, "<ticketType>webmks</ticketType>"),
                    () -> soap.call("AcquireMksTicket", "VirtualMachine", guest, ""),
                    () -> soap.call("RebootGuest", "VirtualMachine", guest, ""));

            assertThat(calls).map(Supplier::get).allMatch(answer -> answer.startsWith("200 "));
            vcenter.cli().run("power-off", "DC0_C0_RP0_VM0");
            assertThat(calls).map(Supplier::get).allMatch(answer -> answer.contains("InvalidPowerState"));
        }
    }

    @Test
    void refusesReferencesToNothing() {
        SoapCall soap = SoapCall.at(Vcsim.vcenter());
        soap.login();

        assertThat(soap.call(
                        "CloneVM_Task",
                        "VirtualMachine",
                        soap.firstGuest(),
                        "<folder type=\"Folder\">group-0</folder><name>copy</name><spec><location/>"
                                + "<template>false</template><powerOn>false</powerOn></spec>"))
                .startsWith("500 ")
                .contains("xsi:type=\"ManagedObjectNotFound\"", "group-0");
    }

    @Test
    void asksForASessionFirst() {
        SoapCall soap = SoapCall.at(Vcsim.vcenter());

        assertThat(soap.call("AcquireTicket", "VirtualMachine", "vm-1", "<ticketType>webmks</ticketType>"))
                .contains("NotAuthenticated");
    }

    @Test
    void countsCallsButNotThoseOfItsOwnClient() {
        try (Vcsim vcenter = Vcsim.setup().start()) {
            vcenter.cli().run("list");
            SoapCall soap = SoapCall.at(vcenter);

            soap.login();
            soap.login();

            assertThat(vcenter.requests("Login")).isEqualTo(2);
            assertThat(vcenter.maxConcurrency("Login")).isEqualTo(1);
            assertThat(vcenter.requests("RetrievePropertiesEx")).isZero();
            assertThat(vcenter.lastRequest("RetrievePropertiesEx")).isEmpty();
            assertThat(vcenter.lastRequest("Login")).contains("<userName>user</userName>");
            assertThat(vcenter.traffic("Login").received()).isPositive();
        }
    }

    @Test
    void failsTheCallsThatItIsToldTo() {
        try (Vcsim vcenter = Vcsim.setup().fault("CurrentTime:503:1:1").start()) {
            SoapCall soap = SoapCall.at(vcenter);
            soap.login();
            vcenter.fault("CurrentTime:TaskInProgress:0:1");

            assertThat(List.of(soap.time(), soap.time(), soap.time(), soap.time()))
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("500 ").contains("xsi:type=\"TaskInProgress\""),
                            second -> assertThat(second).startsWith("503 "),
                            third -> assertThat(third).startsWith("200 "),
                            fourth -> assertThat(fourth).startsWith("200 "));
            vcenter.fault("CurrentTime:lose");
            assertThatThrownBy(soap::time).hasRootCauseInstanceOf(IOException.class);
            vcenter.calm();
            assertThat(soap.time()).startsWith("200 ");
            assertThatThrownBy(() -> vcenter.fault("Login:NoSuchFault")).hasMessageContaining("no such fault");
        }
    }

    @Test
    void hasTasksThatTakeTheirTimeAndCanBeCancelled() {
        try (Vcsim vcenter = Vcsim.setup()
                .guests(1)
                .fault("PowerOffVM_Task:slow.100:0:1")
                .fault("PowerOffVM_Task:slow.600000")
                .start()) {
            SoapCall soap = SoapCall.at(vcenter);
            soap.login();
            String guest = soap.firstGuest();

            String quick = SoapCall.result(soap.call("PowerOffVM_Task", "VirtualMachine", guest, ""));
            Eventually.holds(() -> soap.info(quick).contains("<state>success</state>"));
            assertThat(vcenter.cli().run("list")).contains("poweredOff");

            String endless = SoapCall.result(soap.call("PowerOffVM_Task", "VirtualMachine", guest, ""));
            assertThat(soap.info(endless)).contains("<state>running</state>", "<progress>1</progress>");
            assertThat(soap.call("CancelTask", "Task", endless, "")).startsWith("200 ");
            Eventually.holds(() -> soap.info(endless).contains("RequestCanceled"));
            assertThat(soap.call("CancelTask", "Task", endless, "")).contains("InvalidState");
        }
    }

    @Test
    void answersInPagesAndWithTypesAndCompressed() {
        try (Vcsim vcenter = Vcsim.setup().pages(2).realXml().gzip().guests(5).start()) {
            SoapCall soap = SoapCall.at(vcenter);
            soap.login();

            String first = soap.guests();
            String second = soap.next(first);
            String third = soap.next(second);

            assertThat(List.of(first, second, third)).map(SoapCall::objects).containsExactly(2, 2, 1);
            assertThat(first).contains("<ManagedObjectReference xsi:type=\"ManagedObjectReference\" type=");
            assertThat(soap.next(second)).startsWith("500 ").contains("InvalidArgument");
            assertThat(vcenter.traffic("RetrievePropertiesEx").received()).isLessThan(first.length());
        }
    }

    @Test
    void hasDevicesToPassThrough() {
        try (Vcsim vcenter = Vcsim.setup().gpus(2).nics(1).realXml().start()) {
            SoapCall soap = SoapCall.at(vcenter);
            soap.login();

            assertThat(soap.property("HostSystem", "config.pciPassthruInfo"))
                    .contains("<id>0000:3b:00.0</id>", "<id>0000:3c:00.0</id>", "xsi:type=\"HostSriovInfo\"");
            assertThat(soap.property("HostSystem", "hardware.pciDevice")).contains("<deviceId>9009</deviceId>");
        }
    }

    @Test
    void endsIdleSessions() {
        try (Vcsim vcenter = Vcsim.setup().sessionIdle(Duration.ofMillis(200)).start()) {
            SoapCall soap = SoapCall.at(vcenter);
            soap.login();

            Eventually.holds(() -> vcenter.cli().run("sessions").isEmpty());

            assertThat(soap.time()).startsWith("500 ").contains("NotAuthenticated");
        }
    }

    @Test
    void endsSessionsByItsOwnClient() {
        try (Vcsim vcenter = Vcsim.setup().start()) {
            SoapCall soap = SoapCall.at(vcenter);
            soap.login();

            vcenter.cli().run("terminate", "all");

            assertThat(soap.time()).contains("NotAuthenticated");
        }
    }

    @Test
    void comesBackOnItsPortWithItsCertificate() {
        try (Vcsim vcenter = Vcsim.setup().guests(1).start()) {
            int port = vcenter.port();
            String fingerprint = vcenter.fingerprint();

            vcenter.kill();

            assertThat(vcenter.cli().refuses("list")).isTrue();
            vcenter.restart();
            assertThat(vcenter.port()).isEqualTo(port);
            assertThat(vcenter.fingerprint()).isEqualTo(fingerprint).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
            assertThat(vcenter.cli().run("list").lines()).hasSize(1);
        }
    }

    @Test
    void hangsWhileSuspended() throws IOException {
        try (Vcsim vcenter = Vcsim.setup().start()) {
            vcenter.suspend();

            new Socket(InetAddress.getLoopbackAddress(), vcenter.port()).close();

            vcenter.resume();
            assertThat(vcenter.cli().run("list")).isNotEmpty();
        }
    }

    @Test
    void leavesNoFiles() {
        Vcsim vcenter = Vcsim.setup().start();

        vcenter.close();

        assertThat(Files.exists(vcenter.certificate().getParent())).isFalse();
    }

    @Test
    void refusesWhoHasAnotherPassword() {
        assertThat(SoapCall.at(Vcsim.vcenter()).login("wrong"))
                .startsWith("500 ")
                .contains("InvalidLogin");
    }
}
