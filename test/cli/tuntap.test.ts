import { requireTool } from "../support/tools.ts";
import { tellTwice } from "./compare.ts";

requireTool("ip", "unshare")("tuntap", () => {
  tellTwice(
    "adds, shows and deletes devices",
    `
    mount -t sysfs none /sys
    ip tuntap
    ip tuntap list
    ip tuntap add dev tap0 mode tap
    ip tuntap add dev tap0 mode tap
    ip tuntap add tun0 mode tun
    ip tuntap add name tun1 mode tun user 1000 group 100
    ip tuntap add dev tap1 mode tap user root group root one_queue pi vnet_hdr multi_queue
    ip tuntap add dev tap2 mode tap user nobody multi_queue
    ip tap add dev tap3 mode tap
    ip tuntap add mode tun
    ip tuntap show
    ip tunt ls
    ip -j tuntap
    ip -j -p tuntap show
    ip -d tuntap
    ip -d -j tuntap
    ip -c tuntap
    ip link set tap0 address 02:00:00:00:00:10
    ip link set tap1 address 02:00:00:00:00:11
    ip link set tap0 up
    settle
    ip link show tap0
    ip link show tun0
    ip -d link show tun0
    ip -d link show tun1
    ip -d link show tap1
    ip -d -j -p link show tap1
    ip -d link show tap2
    ip addr add 10.0.0.1 peer 10.0.0.2 dev tun0
    ip link set tun0 up
    ip addr show tun0
    ip link show type tun
    ip link add tun9 type tun
    ip tuntap del dev tap0 mode tap
    ip tuntap del dev tap0 mode tap
    ip tuntap del dev tun0 mode tap
    ip tuntap del tun0 mode tun
    ip tuntap del dev tap2 mode tap
    ip tuntap del dev tap2 mode tap multi_queue
    ip tuntap add
    ip tuntap add dev t9
    ip tuntap add dev t9 mode
    ip tuntap add dev t9 mode frob
    ip tuntap add dev t9 mode tun mode tap
    ip tuntap add dev a-name-that-is-too-long mode tun
    ip tuntap add t9 t8 mode tun
    ip tuntap add dev t9 mode tun user no-such-user
    ip tuntap add dev t9 mode tun group no-such-group
    ip tuntap del
    ip tuntap del dev lo mode tun
    ip tuntap frob
    ip tuntap help
    ip tuntap
    `,
  );

  tellTwice(
    "lists nothing of devices where /sys is another namespace's",
    `
    ip tuntap add dev tap0 mode tap
    ip tuntap add dev tun7 mode tun
    ip tuntap list
    ip -j tuntap list
    `,
  );
});
