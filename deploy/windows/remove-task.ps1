# 停下网站，去掉开机启动的计划任务；数据文件夹不动。没有在真的电脑上试过。
# 用“以管理员身份运行”的 PowerShell：
#   powershell -ExecutionPolicy Bypass -File remove-task.ps1
param(
    [string]$TaskName = "jifen"
)
$ErrorActionPreference = "Stop"

$task = Get-ScheduledTask -TaskName $TaskName -ErrorAction SilentlyContinue
if ($null -eq $task) {
    Write-Output "没有叫“$TaskName”的计划任务，什么也没有做。"
    exit 0
}
Stop-ScheduledTask -TaskName $TaskName
Unregister-ScheduledTask -TaskName $TaskName -Confirm:$false
Write-Output "已去掉计划任务“$TaskName”；数据文件夹还在，没有动。"
