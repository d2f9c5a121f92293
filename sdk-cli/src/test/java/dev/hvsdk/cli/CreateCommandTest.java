/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HardwareProfile;
import dev.hvsdk.testkit.HostCall;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@Timeout(60)
class CreateCommandTest {
    private final FakeHost fake = FakeHost.kvm().withGuest("db", GuestState.RUNNING);

    private Run create(String... more) {
        return create(fake, more);
    }

    private static Run create(FakeHost fake, String... more) {
        String[] args = new String[2 + more.length];
        args[0] = "create";
        args[1] = "fake:kvm";
        System.arraycopy(more, 0, args, 2, more.length);
        return Bench.of(fake).hv(args);
    }

    private static Optional<GuestInfo> guest(FakeHost fake, String name) {
        try (Hypervisor host = fake.open()) {
            return host.findGuest(name).map(guest -> guest.info());
        }
    }

    @Test
    void makesAGuestThatIsStopped() {
        Run run = create("web", "--vcpus", "2", "--memory", "2G");

        assertThat(run).isEqualTo(new Run(0, "web is made, and it is stopped" + System.lineSeparator(), ""));
        assertThat(guest(fake, "web").orElseThrow()).satisfies(guest -> {
            assertThat(guest.vcpus()).hasValue(2);
            assertThat(guest.memory()).contains(MemorySize.ofGibibytes(2));
        });
    }

    @Test
    void startsItWhereToldSo() throws IOException {
        Run run = create("web", "--start", "--format", "json");

        JsonContract.validate("guest-change", run.out());
        assertThat(JsonContract.parse(run.out()).at("/guest/state").asText()).isEqualTo("running");
    }

    @Test
    void makesAContainerOfAnImageWithACommand() throws IOException {
        FakeHost containers = FakeHost.containers();
        Run shown = create(
                containers,
                "job",
                "--image",
                "debian:12",
                "--dry-run",
                "--format=json",
                "--",
                "sh",
                "-c",
                "sleep 1",
                "");
        Run made = create(containers, "job", "--image", "debian:12", "--start", "--", "sh", "-c", "sleep 1");

        JsonContract.validate("create-dry-run", shown.out());
        JsonNode boot = JsonContract.parse(shown.out()).at("/spec/boot");
        assertThat(boot.get("from").asText()).isEqualTo("image");
        assertThat(boot.get("image").asText()).isEqualTo("debian:12");
        assertThat(boot.get("command")).hasToString("[\"sh\",\"-c\",\"sleep 1\",\"\"]");
        assertThat(made.out()).startsWith("job is made, and it is running");
    }

    @Test
    void makesNothingInADryRun() {
        Run run = create(
                "web",
                "--dry-run",
                "--memory=2G",
                "--disk",
                "default/web,size=20G,format=qcow2,bus=virtio",
                "--disk",
                "/images/a,,b.iso,readonly",
                "--nic",
                "default,model=e1000e,mac=52:54:00:12:34:56",
                "--kernel",
                "/boot/vmlinuz",
                "--initrd",
                "/boot/initrd",
                "--cmdline",
                "console=ttyS0 quiet");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.lines().stream().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "web would be made on QEMU (fake) 10.0.2 at fake:kvm",
                        "vcpus the host's choice",
                        "memory 2 GiB",
                        "starts from kernel /boot/vmlinuz, initrd /boot/initrd, command line 'console=ttyS0 quiet'",
                        "disk default/web, to be made with 20 GiB, qcow2, on virtio",
                        "disk /images/a,b.iso, read-only",
                        "nic default, e1000e, 52:54:00:12:34:56");
        assertThat(guest(fake, "web")).isEmpty();
    }

    @Test
    void keepsTheContractOfTheJsonOfADryRun() throws IOException {
        Run run = create(
                "web",
                "--dry-run",
                "--format=json",
                "--disk=a,size=1G",
                "--disk=b,readonly",
                "--nic=default",
                "--cdrom=/iso");

        JsonContract.validate("create-dry-run", run.out());
        JsonNode spec = JsonContract.parse(run.out()).get("spec");
        assertThat(spec.at("/disks/0/sizeBytes").asLong()).isEqualTo(1L << 30);
        assertThat(spec.at("/disks/1/sizeBytes").isNull()).isTrue();
        assertThat(spec.at("/disks/1/readOnly").asBoolean()).isTrue();
        assertThat(spec.at("/boot/from").asText()).isEqualTo("cdrom");
        assertThat(spec.at("/boot/path").asText()).isEqualTo("/iso");
        assertThat(spec.get("vcpus").isNull()).isTrue();
        JsonContract.validate(
                "create-dry-run", create("web", "--dry-run", "--format=json").out());
    }

    @ParameterizedTest
    @CsvSource({"--uefi, uefi-disk", "--kernel=/k, kernel", "--cdrom=/c, cdrom"})
    void startsFromWhatItIsTold(String option, String from) throws IOException {
        Run run = create("web", "--dry-run", "--format=json", option);

        assertThat(JsonContract.parse(run.out()).at("/spec/boot/from").asText()).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--memory 2048                  | it is a size with its unit",
                "--memory 2GB                   | it is a size with its unit",
                "--memory 0G                    | it is a size with its unit",
                "--vcpus 0                      | a guest needs at least 1 virtual CPU",
                "--vcpus two                    | 'two' is not an int",
                "--disk ,size=1G                | it begins with what is meant",
                "--disk a,sise=1G               | 'sise=1G' is not known, did you mean 'size'?",
                "--disk a,size                  | 'size' needs a value",
                "--disk a,readonly=yes          | 'readonly' takes no value",
                "--disk a,size=1G,size=2G       | 'size' stands there twice",
                "--disk a,size=1                | it is a size with its unit",
                "--disk a,/b.img                | two commas stand for one",
                "--disk a,                      | '' is not known",
                "--nic default,mac=52:54        | not a MAC address: '52:54'",
                "--uefi --cdrom x --image y     | --uefi and --cdrom and --image exclude each other",
                "-o machine                     | an option is NAME=VALUE, and not 'machine'",
                "-o =q35                        | an option is NAME=VALUE, and not '=q35'",
                "-o machine=pc -o machine=q35   | the option 'machine' stands there twice",
                "-o speed=high                  | there is no option 'speed'; there are machine ('hv options fake:kvm'",
                "-o machine=virt                | the option 'machine' cannot be 'virt'; it is one of q35, pc",
                "-o machine=                    | the option 'machine' cannot be ''; it is one of q35, pc",
                "--initrd x                     | name it with --kernel",
                "--cmdline x                    | name it with --kernel",
                "-- sleep 60                    | name its image with --image",
                "sh -c x                        | options of the COMMAND stand behind --"
            })
    void saysWhatCannotBeMeant(String line, String message) {
        String[] words = ("web " + line).split(" +");

        Run run = create(words);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message, "see 'hv create --help'").hasLineCount(1);
        assertThat(guest(fake, "web")).isEmpty();
    }

    @Test
    void refusesABlankName() {
        assertThat(create(" ").err())
                .contains("the name of a guest cannot be blank")
                .hasLineCount(1);
    }

    @Test
    void asksForWhatOnlyTheHostKnows() {
        Run made = create("web", "--option", "machine=pc");
        Run shown = Bench.of(fake).hv("guest", "definition", "fake:kvm", "web");
        Run previewed = create("other", "-o", "machine=q35", "--dry-run");

        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(shown.out()).contains("<type machine='pc'>hvm</type>");
        assertThat(previewed.out()).contains("<type machine='q35'>hvm</type>");
    }

    @Test
    void saysWhereAHostHasNoOptionsOfItsOwn() {
        Run run = create(FakeHost.xen(), "web", "-o", "machine=pc");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("are made without options of their own").hasLineCount(1);
    }

    @Test
    void listsTheOptionsOfAHost() throws IOException {
        Run table = Bench.of(fake).hv("options", "fake:kvm");
        Run json = Bench.of(fake).hv("options", "fake:kvm", "--format", "json");

        assertThat(table.lines().stream().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly("OPTION VALUES USUAL MEANING", "machine q35|pc - the machine that is emulated");
        JsonContract.validate("options", json.out());
        assertThat(JsonContract.parse(json.out()).at("/options/0/choices")).hasToString("[\"q35\",\"pc\"]");
    }

    @Test
    void passesOnWhatTheHostRefuses() {
        Run taken = create("db");
        Run foreign = create("web", "--image", "debian:12");

        assertThat(taken.exitCode()).isEqualTo(3);
        assertThat(taken.err()).contains("the name is taken").hasLineCount(1);
        assertThat(foreign.exitCode()).isEqualTo(3);
        assertThat(foreign.err()).contains("container image").hasLineCount(1);
    }

    @Test
    void saysThatItIsMadeWhereItCannotBeStarted() {
        fake.faults().on(HostCall.START).fail(HypervisorException.HostFailure.class);

        Run run = create("web", "--start");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("hv: web is made, and was not started: ")
                .hasLineCount(1);
        assertThat(guest(fake, "web")).isPresent();
    }

    @Test
    void givesDevicesByTheAddressThatPeopleWrite() throws IOException {
        FakeHost server = FakeHost.kvm().withHardware(HardwareProfile.GPUS_IN_ONE_GROUP);
        String address;
        try (Hypervisor host = server.open()) {
            address = host.devices().stream()
                    .filter(device -> device.kind().equals("pci"))
                    .findFirst()
                    .orElseThrow()
                    .address();
        }

        for (String written : new String[] {address, "pci:" + address, address.replaceFirst("^0000:", "")}) {
            Run run = create(server, "web", "--device", written, "--dry-run", "--format=json");
            JsonContract.validate("create-dry-run", run.out());
            assertThat(JsonContract.parse(run.out())
                            .at("/spec/devices/0/address")
                            .asText())
                    .isEqualTo(address);
        }
        Run wrong = create(server, "web", "--device", "9999:01:00.0");
        assertThat(wrong.exitCode()).isEqualTo(3);
        assertThat(wrong.err())
                .contains("there is no device '9999:01:00.0' on fake:kvm", "'hv host fake:kvm' lists them")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512M", "512 MiB", "0.5g", "536870912B"})
    void readsSizesAsPeopleWriteThem(String text) {
        assertThat(Sizes.parse(text)).isEqualTo(MemorySize.ofMebibytes(512));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100M", "100M/s", "100 MiB/s"})
    void readsRatesAsPeopleWriteThem(String text) {
        assertThat(Sizes.parseRate(text).toBytesPerSecond()).isEqualTo(100L << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1M", "1.5B", "9999999999E", "1 apple", "/s"})
    void refusesSizesThatAreNone(String text) {
        assertThatThrownBy(() -> Sizes.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"'a,,b', 'a,b'", "'a,,,,b', 'a,,b'", "',,a', ',a'", "'a,,,x=1', 'a,'", "'a,x=1', a"})
    void takesTwoCommasForOne(String text, String first) {
        assertThat(Parts.of(text, Set.of("x"), Set.of()).first()).isEqualTo(first);
    }
}
