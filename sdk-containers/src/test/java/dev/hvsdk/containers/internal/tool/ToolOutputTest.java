/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.host.Names;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats as the sources of the tools print them; each text was written for this test and names where its form is from. */
class ToolOutputTest {
    /** FreeBSD 14, usr.sbin/jls/jls.c, without options: the number is a number, and there is no name. */
    @Test
    void readsJailsWithoutOptions() {
        List<Jail> jails = Jail.parse("""
                {"__version": "2", "jail-information": {"jail": [
                 {"jid":3,"ipv4":"192.0.2.7","hostname":"web.example","path":"/jails/web"}]}}""");

        assertThat(jails).containsExactly(new Jail("3", "3", false));
    }

    /** FreeBSD 14, usr.sbin/jls/jls.c, with -v. */
    @Test
    void readsJailsInFull() {
        List<Jail> jails = Jail.parse("""
                {"__version": "2", "jail-information": {"jail": [
                 {"jid":3,"hostname":"web.example","path":"/jails/web","name":"web","state":"ACTIVE","cpusetid":2,
                  "ipv4_addrs":["192.0.2.7"],"ipv6_addrs":[]},
                 {"jid":4,"hostname":"","path":"/jails/old","name":"old","state":"DYING","cpusetid":3,
                  "ipv4_addrs":[],"ipv6_addrs":[]}]}}""");

        assertThat(jails).containsExactly(new Jail("3", "web", false), new Jail("4", "old", true));
    }

    /** FreeBSD 14, usr.sbin/jls/jls.c, with -n: the number is a text, the keys are names of parameters. */
    @Test
    void readsJailsByParameters() {
        List<Jail> jails = Jail.parse("""
                {"__version": "2", "jail-information": {"jail": [
                 {"devfs_ruleset":"4","dying":false,"enforce_statfs":"2","host":"new","ip4":"disable","jid":"3",
                  "name":"web","parent":"0","path":"/jails/web","persist":true,"vnet":"new","host.hostname":"web.example",
                  "ip4.addr":[],"ip6.addr":[]}]}}""");

        assertThat(jails).containsExactly(new Jail("3", "web", false));
    }

    /** FreeBSD 14, usr.sbin/jail/jail.c, with -e and a comma. */
    @Test
    void readsConfiguredJails() {
        assertThat(Jail.configuredNames("name=web,path=/jails/web,persist\nexec.clean,name=db,path=/jails/db\n"))
                .containsExactly("web", "db");
    }

    /** illumos, usr/src/cmd/zoneadm/zoneadm.c, zone_print(): 7 fields; OmniOS adds one, Solaris 11 three. */
    @Test
    void readsZonesOfAnyNumberOfFields() {
        List<Zone> zones = Zone.parse("""
                0:global:running:/::ipkg:shared
                2:web:running:/zones/web:8a5e7a5c-1a0d-4b5f-9d3e-000000000001:lx:excl:0
                -:db:installed:/zones/a\\:b:8a5e7a5c-1a0d-4b5f-9d3e-000000000002:solaris:excl:-:none:
                """);

        assertThat(zones).extracting(Zone::name).containsExactly("global", "web", "db");
        assertThat(zones).extracting(Zone::isGlobal).containsExactly(true, false, false);
        assertThat(zones.get(1).brand()).isEqualTo("lx");
        assertThat(zones.get(2).path()).isEqualTo("/zones/a:b");
        assertThat(zones.get(2).state()).isEqualTo("installed");
    }

    /** vzctl 4.9, src/vzlist.c: the id is a number. */
    @Test
    void readsContainersOfOpenVz() {
        List<VzContainer> containers = VzContainer.parse("""
                [{"ctid": 101, "name": "web", "status": "running", "cpus": 2, "laverage": [0.10, 0.05, 0.01],
                  "physpages": {"held": 900, "maxheld": 1000, "barrier": 0, "limit": 65536, "failcnt": 0}},
                 {"ctid": 102, "name": "-", "status": "stopped", "cpus": 0, "laverage": null,
                  "physpages": {"held": 0, "maxheld": 0, "barrier": 0, "limit": 9223372036854775807, "failcnt": 0}}]""");

        assertThat(containers)
                .containsExactly(
                        new VzContainer("101", "web", "running", MemorySize.ofMebibytes(256), 2),
                        new VzContainer("102", "102", "stopped", null, null));
    }

    /** Virtuozzo 7, src/vzlist.c of its vzctl: the id is a UUID, and a container can be paused. */
    @Test
    void readsContainersOfVirtuozzo() {
        List<VzContainer> containers = VzContainer.parse("""
                [{"ctid": "0b7cd2b6-4c0c-4f1f-b0a4-7a4c6b2d9e11", "name": "web", "status": "paused",
                  "uptime": 12.345, "onboot": true, "ip": []}]""");

        assertThat(containers)
                .containsExactly(new VzContainer("0b7cd2b6-4c0c-4f1f-b0a4-7a4c6b2d9e11", "web", "paused", null, null));
    }

    /** util-vserver 0.30.216, src/vserver-stat.c. */
    @Test
    void readsGuestsOfLinuxVserver() {
        List<Vserver> guests = Vserver.parse("""
                CTX   PROC    VSZ    RSS  userTIME   sysTIME    UPTIME NAME
                0       91 965.8M 200.6M  19m50s65   8m52s27   2h59m59 root server
                49152   10 100.1M    20K   0m01s50   0m00s25   4d05h14 web
                49153    1     1T+    2G   1h00m01   0m00s00   0m00s45 a name
                """);

        assertThat(guests)
                .containsExactly(
                        new Vserver("49152", "web", Duration.ofMillis(1750)),
                        new Vserver("49153", "a name", Duration.ofHours(1).plusSeconds(1)));
    }

    /** The same source, formatTime(). */
    @Test
    void readsTheTimesOfVserverStat() {
        assertThat(Vserver.duration("0m00s45")).isEqualTo(Duration.ofMillis(450));
        assertThat(Vserver.duration("2h59m59")).isEqualTo(Duration.ofHours(3).minusSeconds(1));
        assertThat(Vserver.duration("4d05h14"))
                .isEqualTo(Duration.ofDays(4).plusHours(5).plusMinutes(14));
    }

    /** systemd 252, src/machine/machinectl.c, list_machines() and list_images() with -o json. */
    @Test
    void readsMachinesAndImages() {
        assertThat(Machine.running("""
                        [{"machine":"web","class":"container","service":"systemd-nspawn","os":"debian","version":"12",
                          "addresses":"192.0.2.7"},
                         {"machine":"qemu-1-vm","class":"vm","service":"libvirt-qemu","os":null,"version":null,"addresses":""}]""")).extracting(Machine::name).containsExactly("web");
        assertThat(Machine.images("""
                        [{"name":"web","type":"directory","ro":false,"usage":null,"created":1700000000000000,"modified":null},
                         {"name":".raw","type":"raw","ro":true,"usage":4096,"created":null,"modified":null}]""")).extracting(Machine::name).containsExactly("web");
        assertThat(Machine.running("[]")).isEmpty();
    }

    /** The same source, show_machine_properties(). */
    @Test
    void readsTheStatesOfMachines() {
        assertThat(Machine.states("Name=web\nState=running\nLeader=17\n\nName=db\nState=closing\n"))
                .containsEntry("web", "running")
                .containsEntry("db", "closing");
    }

    private static Stream<Arguments> parsers() {
        return Stream.of(
                argumentSet("jls", (Function<String, Object>) Jail::parse),
                argumentSet("zoneadm", (Function<String, Object>) Zone::parse),
                argumentSet("vzlist", (Function<String, Object>) VzContainer::parse),
                argumentSet("vserver-stat", (Function<String, Object>) Vserver::parse),
                argumentSet("machinectl list", (Function<String, Object>) Machine::running),
                argumentSet("machinectl list-images", (Function<String, Object>) Machine::images),
                argumentSet("machinectl show", (Function<String, Object>) Machine::states));
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void refusesGarbage(Function<String, Object> parser) {
        for (String garbage : List.of("garbage", "[{}]", "{\"a\":", "[{\"ctid\":{}}]", "null", "a:b:c", "CTX\nx y")) {
            assertThatThrownBy(() -> parser.apply(garbage)).isInstanceOf(UnreadableOutputException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "a_b-c.d+e@f", "101", "0b7cd2b6-4c0c-4f1f-b0a4-7a4c6b2d9e11"})
    void takesPlainNames(String name) {
        assertThat(Names.isSafe(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", ".", "../x", "a/b", "a b", "a;b", "$x", "a\nb", "a\0b", "a'b", "\u00e4"})
    void takesNoHostileNames(String name) {
        assertThat(Names.isSafe(name)).isFalse();
    }
}
